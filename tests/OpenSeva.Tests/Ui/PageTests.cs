using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Ui;

namespace OpenSeva.Tests.Ui;

/// <summary>A program whose database is marked as a demonstration, so that the gallery is open.</summary>
public sealed class GalleryApp : SevaApp
{
    protected override Task Prepare() => Services.GetRequiredService<Marks>().MakeDemonstration(default);
}

public sealed class PageTests(GalleryApp app) : IClassFixture<GalleryApp>
{
    [Theory]
    [InlineData("en")]
    [InlineData("hi")]
    [InlineData("gu")]
    [InlineData("ml")]
    [InlineData("pa")]
    public async Task A_page_is_complete_and_small_in_every_language(string language)
    {
        var html = await app.Client().GetStringAsync($"/design?lang={language}");
        var page = new HtmlParser().ParseDocument(html);

        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotNull(page.QuerySelector(".ribbon"));
        Assert.Equal(5, page.QuerySelectorAll(".menu a[hreflang]").Length);
        Assert.Empty(page.QuerySelectorAll("[style], [onclick], script:not([src])"));
        Assert.Empty(page.QuerySelectorAll("[id]").GroupBy(element => element.Id).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.DoesNotContain("ui.", page.Body!.TextContent.Replace("OpenSeva", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_input_has_a_label()
    {
        var page = new HtmlParser().ParseDocument(await app.Client().GetStringAsync("/design"));

        Assert.All(
            page.QuerySelectorAll("input:not([type=hidden]), select, textarea"),
            input => Assert.True(input.Closest("label") is not null || page.QuerySelector($"label[for='{input.Id}']") is not null, input.OuterHtml));
    }

    [Fact]
    public async Task A_first_visit_stays_under_forty_kilobytes()
    {
        var client = app.Client();
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        var bytes = System.Text.Encoding.UTF8.GetByteCount(await app.Client().GetStringAsync("/design/form?lang=ml"));
        var css = (await client.GetByteArrayAsync(Asset.Url("seva.css"))).Length;
        var script = (await client.GetByteArrayAsync(Asset.Url("app.js"))).Length;

        Assert.True(css < 12_000, $"stylesheet {css}");
        Assert.True(script < 3_000, $"script {script}");
        Assert.True(bytes + css + script < 40_000, $"page {bytes}");
    }

    [Fact]
    public async Task An_asset_is_kept_under_its_own_name_only()
    {
        var kept = await app.Client().GetAsync(Asset.Url("seva.css"));
        var other = await app.Client().GetAsync("/assets/000000000000/seva.css");

        Assert.True(kept.Headers.CacheControl!.ToString().Contains("immutable", StringComparison.Ordinal));
        Assert.Equal("text/css", kept.Content.Headers.ContentType!.MediaType);
        Assert.True(other.Headers.CacheControl!.NoCache);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client().GetAsync("/assets/000000000000/other.css")).StatusCode);
    }

    [Fact]
    public async Task A_form_answered_wrongly_says_what_is_wrong_and_keeps_what_was_typed()
    {
        var (client, fields) = await Open();
        var answer = await client.PostAsync("/design/form", new FormUrlEncodedContent(new Dictionary<string, string>(fields)
        {
            ["Form.Name"] = "Lakshmi", ["Form.Income"] = "much", ["Form.Born.Day"] = "31", ["Form.Born.Month"] = "2", ["Form.Born.Year"] = "1990",
        }));
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.Equal(["#Form-Income", "#Form-Born", "#Form-Purpose"], page.QuerySelectorAll("[data-errors] a").Select(link => link.GetAttribute("href")));
        Assert.All(page.QuerySelectorAll("[data-errors] a"), link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")![1..])));
        Assert.Equal(["Lakshmi", "much", "31"], page.QuerySelectorAll("#Form-Name, #Form-Income, #Form-Born").Select(input => input.GetAttribute("value")));
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.NotEqual(fields["__key"], page.QuerySelector("[name=__key]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_form_answered_rightly_leads_on()
    {
        var (client, fields) = await Open();
        var answer = await client.PostAsync("/design/form", new FormUrlEncodedContent(new Dictionary<string, string>(fields)
        {
            ["Form.Name"] = "ലക്ഷ്മി", ["Form.Income"] = "1,20,000", ["Form.Born.Day"] = "28", ["Form.Born.Month"] = "2", ["Form.Born.Year"] = "1990", ["Form.Purpose"] = "loan",
        }));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.EndsWith("/design?done=yes", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_and_an_unknown_address_are_answered_in_words()
    {
        var expired = await app.Client().PostAsync("/design/form?lang=ml", new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "example" }));
        var nowhere = await app.Client().GetAsync("/no/such/page?lang=gu");

        Assert.Equal(HttpStatusCode.BadRequest, expired.StatusCode);
        Assert.Contains("അയച്ച വിവരം വായിക്കാനായില്ല", await expired.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.Contains("આવું કોઈ પાનું નથી", await nowhere.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<(HttpClient Client, Dictionary<string, string> Hidden)> Open()
    {
        var client = app.Client();
        var shown = await client.GetAsync("/design/form?lang=en");
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", shown.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
        var page = new HtmlParser().ParseDocument(await shown.Content.ReadAsStringAsync());
        return (client, page.QuerySelectorAll("main form input[type=hidden]").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!));
    }
}

public sealed class GalleryGateTests(SevaApp app) : IClassFixture<SevaApp>
{
    [Fact]
    public async Task Outside_a_demonstration_there_is_no_gallery()
    {
        var answer = await app.Client().GetAsync("/design");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
