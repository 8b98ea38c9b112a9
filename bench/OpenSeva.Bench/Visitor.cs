using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace OpenSeva.Bench;

/// <summary>Somebody signed in on the demonstration's page, who talks to the API.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;

    private Visitor(Uri address) =>
        http = new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false, MaxConnectionsPerServer = 64 }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };

    public string Cookie => string.Join("; ", cookies.GetCookies(http.BaseAddress!).Select(cookie => $"{cookie.Name}={cookie.Value}"));

    public static async Task<Visitor> SignedIn(Uri address, string name)
    {
        var visitor = new Visitor(address);
        var form = (await visitor.Page("/demo/sign-in")).QuerySelectorAll("button[name='Form.Value']").OfType<IHtmlButtonElement>().First(one => one.TextContent.Trim() == name);
        await visitor.Submit("/demo/sign-in", form.Form!, ("Form.Value", form.Value));
        return visitor;
    }

    public static Visitor Stranger(Uri address) => new(address);

    public async Task<JsonNode> Post(string path, object body) => await Send(HttpMethod.Post, path, JsonContent.Create(body));

    public async Task<JsonNode> Put(string path, object body) => await Send(HttpMethod.Put, path, JsonContent.Create(body));

    public async Task<JsonNode> Send(HttpMethod method, string path, HttpContent body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        if (method == HttpMethod.Put) request.Headers.Add("If-Match", "*");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject();
    }

    public async Task<JsonNode> Get(string path) => JsonNode.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative)))!;

    /// <summary>Where tracking a number leads.</summary>
    public async Task<string> Track(string number, string digits)
    {
        var form = (await Page("/track")).QuerySelectorAll("form").OfType<IHtmlFormElement>().First(one => one.QuerySelector("input[name=number]") is not null);
        return await Submit("/track", form, ("number", number), ("digits", digits));
    }

    public void Dispose() => http.Dispose();

    private async Task<IHtmlDocument> Page(string path) => new HtmlParser().ParseDocument(await http.GetStringAsync(new Uri(path, UriKind.Relative)));

    private async Task<string> Submit(string path, IHtmlFormElement form, params (string Name, string Value)[] typed)
    {
        var fields = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Select(input => KeyValuePair.Create(input.Name!, input.Value))
            .Concat(typed.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(fields));
        return answer.StatusCode is HttpStatusCode.Found ? answer.Headers.Location!.ToString() : throw new InvalidOperationException($"{path} answered {answer.StatusCode}");
    }
}
