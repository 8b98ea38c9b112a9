using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace OpenSeva.Tests.Accounts;

/// <summary>A browser without script: keeps cookies, fills forms, follows one redirect at a time.</summary>
internal sealed class Browser(HttpClient client)
{
    private readonly Dictionary<string, string> cookies = [];

    public IReadOnlyDictionary<string, string> Cookies => cookies;

    public string? Session
    {
        get => cookies.GetValueOrDefault("session");
        set => cookies["session"] = value!;
    }

    public Task<HttpResponseMessage> Get(string path) => Send(new(HttpMethod.Get, path));

    public Task<HttpResponseMessage> Post(string path, object body, string? key = null) => Api(HttpMethod.Post, path, body, key);

    public Task<HttpResponseMessage> Api(HttpMethod method, string path, object? body = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/api/v1/account/{path}");
        if (body is not null) request.Content = JsonContent.Create(body);
        request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString("N"));
        if (method == HttpMethod.Put) request.Headers.Add("If-Match", "*");
        return Send(request);
    }

    public async Task<string> Ticket(string path, object body)
    {
        var answer = await Post(path, body);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await Json(answer)).GetProperty("ticket").GetString()!;
    }

    public static async Task<JsonElement> Json(HttpResponseMessage answer) => JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());

    public async Task<IHtmlDocument> Page(string path) => await Read(await Get(path));

    public static async Task<IHtmlDocument> Read(HttpResponseMessage answer) =>
        (IHtmlDocument)await BrowsingContext.New().OpenAsync(async request => request.Content(await answer.Content.ReadAsStringAsync()));

    /// <summary>Fills the form whose hidden handler is <paramref name="form"/> and sends it to <paramref name="path"/>.</summary>
    public Task<HttpResponseMessage> Submit(string path, IHtmlDocument page, string form, params (string Name, string Value)[] typed)
    {
        var found = page.Forms.Single(candidate => candidate.QuerySelector($"input[name=_handler][value='{form}']") is not null);
        var fields = found.QuerySelectorAll("input[type=hidden]").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        foreach (var (name, value) in typed) fields[name] = value;
        return Form(path, fields);
    }

    public Task<HttpResponseMessage> Form(string path, Dictionary<string, string> fields) =>
        Send(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) });

    public async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await client.SendAsync(request);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
        {
            var (name, value) = set.Split(';')[0].Split('=', 2) is [var n, var v] ? (n, v) : ("", "");
            if (value.Length is 0) cookies.Remove(name);
            else cookies[name] = value;
        }

        return answer;
    }
}
