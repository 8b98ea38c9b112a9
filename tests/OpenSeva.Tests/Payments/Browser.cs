using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace OpenSeva.Tests.Payments;

/// <summary>A browser without script: opens pages, fills and sends their forms, follows where it is led.</summary>
internal sealed class Browser(HttpClient client)
{
    private readonly Dictionary<string, string> cookies = [];

    public IHtmlDocument Document { get; private set; } = null!;

    public string Path { get; private set; } = "/";

    public string Text => Document.Body!.TextContent;

    public Task Open(string path) => Go(new HttpRequestMessage(HttpMethod.Get, path));

    public Task Submit(string form, params (string Name, string Value)[] answers)
    {
        var element = Document.Forms.Single(f => f.QuerySelector("input[name=_handler]")?.GetAttribute("value") == form);
        var fields = element.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Where(input => input.Name is not null)
            .Select(input => KeyValuePair.Create(input.Name!, input.Value))
            .Concat(answers.Select(answer => KeyValuePair.Create(answer.Name, answer.Value)));
        var target = element.GetAttribute("action") is { Length: > 0 } action ? action : Path;
        return Go(new HttpRequestMessage(HttpMethod.Post, target) { Content = new FormUrlEncodedContent(fields) });
    }

    /// <summary>A form that brings files along.</summary>
    public Task Send(string form, (string Name, byte[] Content)[] files, params (string Name, string Value)[] answers)
    {
        var element = Document.Forms.Single(f => f.QuerySelector("input[name=_handler]")?.GetAttribute("value") == form);
        Assert.Equal("multipart/form-data", element.GetAttribute("enctype"));
        var content = new MultipartFormDataContent();
        foreach (var hidden in element.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Where(input => input.Name is not null)) content.Add(new StringContent(hidden.Value), hidden.Name!);
        foreach (var (name, value) in answers) content.Add(new StringContent(value), name);
        foreach (var (name, bytes) in files) content.Add(new ByteArrayContent(bytes), name, $"{name.Split('.')[^1]}.png");
        return Go(new HttpRequestMessage(HttpMethod.Post, element.GetAttribute("action") is { Length: > 0 } action ? action : Path) { Content = content });
    }

    private async Task Go(HttpRequestMessage request)
    {
        for (var hops = 0; hops < 10; hops++)
        {
            if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            var answer = await client.SendAsync(request);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                var pair = cookie.Split(';')[0].Split('=', 2);
                cookies[pair[0]] = pair[1];
            }

            if (answer.Headers.Location is not { } next)
            {
                Path = request.RequestUri!.IsAbsoluteUri ? request.RequestUri.PathAndQuery : request.RequestUri.ToString();
                var html = await answer.Content.ReadAsStringAsync();
                Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} at {Path}: {html}");
                Document = new HtmlParser().ParseDocument(html);
                return;
            }

            request = new HttpRequestMessage(HttpMethod.Get, next);
        }

        throw new InvalidOperationException("Led in circles.");
    }
}
