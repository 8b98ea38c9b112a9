using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;

namespace OpenSeva.Tests.Crash;

/// <summary>How the program says that it could not.</summary>
internal static class Problem
{
    /// <summary>To a program: problem details with a reference (RFC 9457).</summary>
    public static async Task Expect(HttpResponseMessage answer, HttpStatusCode status, string type)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal(type, (string?)problem["type"]);
        Assert.Equal((int)status, (int)problem["status"]!);
        Assert.NotEmpty((string)problem["title"]!);
        Assert.NotEmpty((string)problem["reference"]!);
    }

    /// <summary>To a person: a whole page with one heading, a sentence, and a number to quote.</summary>
    public static async Task ExpectPage(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        var page = new HtmlParser().ParseDocument(text);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotEmpty(page.QuerySelector("p.lead")!.TextContent.Trim());
        Assert.NotEmpty(page.QuerySelector("main code")!.TextContent);
    }
}
