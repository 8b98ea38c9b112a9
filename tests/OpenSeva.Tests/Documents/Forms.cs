using AngleSharp;
using AngleSharp.Html.Dom;

namespace OpenSeva.Tests.Documents;

/// <summary>A page's form as a browser without script sends it, with a file.</summary>
internal sealed class Forms
{
    private readonly HttpClient client;
    private readonly string path;
    private readonly string? cookie;
    private readonly IHtmlFormElement form;

    private Forms(HttpClient client, string path, string? cookie, IHtmlFormElement form) =>
        (this.client, this.path, this.cookie, this.form) = (client, path, cookie, form);

    public static async Task<Forms> Read(HttpClient client, string path)
    {
        var response = await client.GetAsync(path);
        var page = await BrowsingContext.New().OpenAsync(async request => request.Content(await response.Content.ReadAsStringAsync()));
        var cookie = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? string.Join("; ", cookies.Select(value => value.Split(';')[0])) : null;
        return new Forms(client, path, cookie, (IHtmlFormElement)page.QuerySelector("main form[method=post]")!);
    }

    public async Task<string> Send(string field, string fileName, byte[] content)
    {
        using var body = new MultipartFormDataContent();
        foreach (var input in form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>()) body.Add(new StringContent(input.Value), $"\"{input.Name}\"");
        body.Add(new ByteArrayContent(content), $"\"{field}\"", fileName);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await (await client.SendAsync(request)).Content.ReadAsStringAsync();
    }
}
