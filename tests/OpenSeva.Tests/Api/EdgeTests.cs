using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using OpenSeva.Kernel;
using OpenSeva.Tests.Accounts;
using OpenSeva.Ui;

namespace OpenSeva.Tests.Api;

/// <summary>Whatever is sent, the answer is one that says what was wrong: never a fault of ours, never an empty page.</summary>
public sealed class EdgeTests(BadInputApp app) : IClassFixture<BadInputApp>
{
    private static readonly Guid Nothing = Guid.Parse("01935b8e-0000-7000-8000-000000000000");
    private static readonly Actor Officer = new(ActorKind.Staff, Guid.CreateVersion7(), Guid.CreateVersion7(), "revenue", [Grant.Administrator, Grant.Auditor, Grant.DepartmentHead]);

    public static TheoryData<string, string> BrokenForms()
    {
        var data = new TheoryData<string, string>();
        foreach (var path in new[] { "/track", "/account/sign-in", "/verify", "/nowhere-at-all" })
            foreach (var form in new[] { "nul", "fields", "name", "value", "utf-7", "key", "large", "parts" }) data.Add(path, form);
        return data;
    }

    [Theory]
    [MemberData(nameof(BrokenForms))]
    public async Task A_form_that_cannot_be_read_is_answered_by_a_page_in_words(string path, string form)
    {
        var (content, type) = form switch
        {
            "nul" => ("a=%00", ""),
            "fields" => (string.Join('&', Enumerable.Range(0, 2_500).Select(n => $"f{n}=1")), ""),
            "name" => ($"{new string('n', 3_000)}=1", ""),
            "value" => ($"a={new string('x', 5 * 1024 * 1024)}", ""),
            "large" => ($"a={new string('x', 1_200_000)}", ""),
            "utf-7" => ("a=1", "; charset=utf-7"),
            "parts" => ("--b\r\nnothing", "multipart/form-data; boundary=b"),
            _ => ($"__key={new string('k', 101)}", ""),
        };
        var body = new StringContent(content, Encoding.ASCII);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type.StartsWith("multi", StringComparison.Ordinal) ? type : $"application/x-www-form-urlencoded{type}");

        var answer = await app.Client().PostAsync(new Uri($"{path}?lang=hi", UriKind.Relative), body);

        var expected = path is "/nowhere-at-all" ? HttpStatusCode.NotFound : form is "large" or "value" ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.BadRequest;
        Assert.Equal(expected, answer.StatusCode);
        await IsPage(answer, "hi");
    }

    [Fact]
    public async Task A_claim_without_its_form_token_is_answered_by_a_page_in_words()
    {
        var answer = await app.Client(Officer).PostAsync(new Uri("/office/inbox/claims", UriKind.Relative), new FormUrlEncodedContent([new("item", Nothing.ToString())]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await IsPage(answer, "en");
    }

    [Fact]
    public async Task No_page_breaks_over_a_number_or_an_id_in_its_address_that_is_none()
    {
        var wrong = new List<string>();
        var tried = 0;
        foreach (var page in Modules.WithPages.SelectMany(room => room.GetTypes()).Where(type => type.GetCustomAttributes<RouteAttribute>().Any()))
        {
            foreach (var taken in PageQueries.Of(page))
            {
                tried++;
                var path = page.GetCustomAttribute<RouteAttribute>()!.Template;
                while (path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var open) path = path[..open] + Nothing + path[(path.IndexOf('}', open) + 1)..];
                var answer = await app.Client(Officer).GetAsync(new Uri($"{path}?{taken.Name.ToLowerInvariant()}=x", UriKind.Relative));
                if (answer.StatusCode is not HttpStatusCode.NotFound) wrong.Add($"{path} {taken.Name}: {(int)answer.StatusCode}");
            }
        }

        Assert.True(wrong.Count is 0 && tried >= 8, $"{tried} tried; {string.Join('\n', wrong)}");
    }

    [Theory]
    [InlineData("/foo.bar", HttpStatusCode.NotFound)]
    [InlineData("/apple-touch-icon.png", HttpStatusCode.NotFound)]
    [InlineData("/office/foo.bar", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/foo.json", HttpStatusCode.NotFound)]
    [InlineData("/favicon.ico", HttpStatusCode.Found)]
    [InlineData("/robots.txt", HttpStatusCode.OK)]
    public async Task An_address_with_a_dot_is_there_or_it_is_not(string path, HttpStatusCode expected) =>
        Assert.Equal(expected, (await app.Client().GetAsync(new Uri(path, UriKind.Relative))).StatusCode);

    [Theory]
    [InlineData("DELETE", "/track", "GET, POST")]
    [InlineData("GET", "/api/v1/tracking", "POST")]
    [InlineData("PATCH", "/api/v1/services", "GET")]
    [InlineData("HEAD", "/api/v1/tracking", "POST")]
    public async Task Another_method_than_the_route_knows_is_told_which_it_knows(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Idempotency-Key", "k");
        var answer = await app.Client().SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Another_media_type_than_the_route_takes_is_told_so()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tracking") { Content = new StringContent("<a/>", Encoding.UTF8, "application/xml") };
        request.Headers.Add("Idempotency-Key", "k");
        var answer = await app.Client().SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("urn:openseva:problem:media-type", (string)(await Problem(answer))["type"]!);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/services")]
    [InlineData("/api/v1/services")]
    [InlineData("/robots.txt")]
    public async Task Whatever_can_be_read_can_be_asked_after(string path)
    {
        var head = await app.Client().SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        var get = await app.Client().GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
    }

    [Theory]
    [InlineData("{\"number\":\"X\\u0000\",\"mobile\":\"1234\"}")]
    [InlineData("{\"number\":\"X\\ud800\",\"mobile\":\"1234\"}")]
    [InlineData("{\"number\":\"X\\udc00\\ud800\",\"mobile\":\"1234\"}")]
    [InlineData("{\"num\\u0000ber\":\"X\",\"mobile\":\"1234\"}")]
    [InlineData("\uFEFF{\"number\":\"X\\u0000\",\"mobile\":\"1234\"}")]
    public async Task A_character_that_no_text_holds_is_named(string body)
    {
        var problem = await Refused(HttpMethod.Post, "/api/v1/tracking?lang=pa", body, HttpStatusCode.BadRequest);

        Assert.Contains("U+0000", (string)problem["title"]!, StringComparison.Ordinal);
        Assert.Contains("ਚਿੰਨ੍ਹ", (string)problem["title"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pair_is_a_character_as_any_other()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tracking") { Content = new StringContent("{\"number\":\"\\ud83d\\ude00\",\"colour\":1}", Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", "pair");

        Assert.Equal("urn:openseva:problem:json", (string)(await Problem(await app.Client().SendAsync(request)))["type"]!);
    }

    [Theory]
    [InlineData("/api/v1/desk/inbox?q=%00")]
    [InlineData("/api/v1/admin/staff?find=%00")]
    [InlineData("/api/v1/services?a%00b=1")]
    public async Task A_question_holds_texts_too(string path) =>
        Assert.Contains("U+0000", (string)(await Refused(HttpMethod.Get, path, null, HttpStatusCode.BadRequest, Officer))["title"]!, StringComparison.Ordinal);

    [Fact]
    public async Task An_answer_with_half_a_character_is_refused()
    {
        var citizen = app.For("For: citizen")!;
        var body = "{\"answers\":{\"applicant-name\":\"\\ud800\"}}";

        Assert.Contains("U+0000", (string)(await Refused(HttpMethod.Put, $"/api/v1/drafts/{Nothing}/pages/applicant", body, HttpStatusCode.BadRequest, citizen))["title"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_larger_than_a_megabyte_is_refused_before_it_is_read()
    {
        var problem = await Refused(HttpMethod.Post, "/api/v1/tracking", $"{{\"number\":\"{new string('x', 1_100_000)}\"}}", HttpStatusCode.RequestEntityTooLarge);

        Assert.Equal("urn:openseva:problem:too-large", (string)problem["type"]!);
    }

    [Fact]
    public async Task A_call_larger_than_a_megabyte_is_refused_though_it_does_not_say_its_length()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tracking") { Content = new Endless() };
        request.Headers.Add("Idempotency-Key", "endless");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await app.Client().SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task What_is_missing_or_made_up_is_named()
    {
        using var keyless = new HttpRequestMessage(HttpMethod.Post, "/api/v1/drafts?lang=gu") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        var key = await Problem(await app.Client(app.For("For: citizen")).SendAsync(keyless));
        var cursor = await Refused(HttpMethod.Get, "/api/v1/services?after=%21&lang=en", null, HttpStatusCode.BadRequest);
        using var nameless = new HttpRequestMessage(HttpMethod.Post, "/api/v1/uploads") { Content = new ByteArrayContent([1]) { Headers = { ContentType = new("application/pdf") } } };
        nameless.Headers.Add("Idempotency-Key", "nameless");
        var name = await Problem(await app.Client(app.For("For: citizen")).SendAsync(nameless));

        Assert.Contains("Idempotency-Key", (string)key["title"]!, StringComparison.Ordinal);
        Assert.Contains("વિનંતી", (string)key["title"]!, StringComparison.Ordinal);
        Assert.Contains("after", (string)cursor["title"]!, StringComparison.Ordinal);
        Assert.Contains("name", (string)name["detail"]!, StringComparison.Ordinal);
    }

    private async Task<JsonNode> Refused(HttpMethod method, string path, string? body, HttpStatusCode status, Actor? actor = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N"));
        request.Headers.Add("If-Match", "*");
        var answer = await app.Client(actor).SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
        return await Problem(answer);
    }

    private static async Task<JsonNode> Problem(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    private static async Task IsPage(HttpResponseMessage answer, string language)
    {
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotEmpty(page.QuerySelectorAll("main .lead"));
    }

    /// <summary>Goes on until nobody listens any more.</summary>
    private sealed class Endless : HttpContent
    {
        public Endless() => Headers.ContentType = new("application/json");

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var spaces = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));
            for (var n = 0; n < 40; n++) await stream.WriteAsync(spaces);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
