using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;

namespace OpenSeva.Tests.Catalogue;

public sealed class PagesTests(DemoApp app) : IClassFixture<DemoApp>
{
    public static TheoryData<string, string> Names => new()
    {
        { "en", "Income certificate" }, { "hi", "आय प्रमाणपत्र" }, { "gu", "આવકનો દાખલો" },
        { "ml", "വരുമാന സർട്ടിഫിക്കറ്റ്" }, { "pa", "ਆਮਦਨ ਸਰਟੀਫ਼ਿਕੇਟ" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_first_page_the_search_and_the_service_speak_the_readers_language(string language, string name)
    {
        var home = await Page($"/?lang={language}");
        Assert.Contains(home.QuerySelectorAll(".card a"), link => link.TextContent == name);
        Assert.Equal(language, home.DocumentElement.GetAttribute("lang"));

        var found = await Page($"/services?q={Uri.EscapeDataString(name)}&lang={language}");
        Assert.Equal(name, found.QuerySelector(".grid .card a")!.TextContent);

        var service = await Page($"/services/income-certificate?lang={language}");
        Assert.Equal(name, service.QuerySelector("h1")!.TextContent);
        Assert.Contains("15", service.QuerySelector(".figures")!.TextContent, StringComparison.Ordinal);
        // No key shows itself.
        Assert.DoesNotContain("catalogue.", service.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("fields.", service.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_page_says_who_decides_who_hears_appeals_and_that_the_limit_is_an_example()
    {
        var text = (await Page("/services/trade-licence?lang=en")).Body!.TextContent;

        foreach (var said in new[] { "30 working days", "Municipal secretary", "Director of local government", "District collector", "example value", "₹500", "Health inspector" })
        {
            Assert.Contains(said, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unknown_service_is_not_found_on_the_page_and_over_the_API()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client().GetAsync(new Uri("/services/no-such", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client().GetAsync(new Uri("/api/v1/services/no-such", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_search_for_nothing_known_says_so_kindly()
    {
        var page = await Page("/services?q=xyzzyplugh&lang=en");

        Assert.NotNull(page.QuerySelector(".empty"));
        Assert.Equal("xyzzyplugh", page.QuerySelector("input[name=q]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_API_lists_page_by_page_and_every_service_once()
    {
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await app.Client().GetFromJsonAsync<JsonObject>(new Uri($"/api/v1/services?limit=1{(cursor is null ? "" : $"&after={cursor}")}", UriKind.Relative));
            seen.AddRange(page!["items"]!.AsArray().Select(item => (string)item!["code"]!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);

        Assert.Equal(seen.Distinct(), seen);
        Assert.Superset(new HashSet<string> { "income-certificate", "old-age-pension", "trade-licence" }, seen.ToHashSet());
    }

    [Theory]
    [InlineData("sector=none", "sector")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    public async Task A_wrong_question_names_what_is_wrong(string query, string member)
    {
        var answer = await app.Client().GetAsync(new Uri($"/api/v1/services?{query}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull((await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]![member]);
    }

    [Fact]
    public async Task A_version_is_not_sent_twice()
    {
        var first = await app.Client().GetAsync(new Uri("/api/v1/services/trade-licence?version=1", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/services/trade-licence?version=1");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, (await app.Client().SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task A_department_takes_its_files_back_as_it_gave_them()
    {
        var files = await app.Client().GetFromJsonAsync<Dictionary<string, string>>(new Uri("/api/v1/services/trade-licence/versions/1/files", UriKind.Relative));

        var folder = Path.Combine(Definitions.Samples.Root, "services/local-government/trade-licence");
        Assert.All(System.IO.Directory.GetFiles(folder), path => Assert.Equal(File.ReadAllText(path), files![Path.GetFileName(path)]));
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> Page(string address) =>
        await new HtmlParser().ParseDocumentAsync(await app.Client().GetStringAsync(new Uri(address, UriKind.Relative)));
}
