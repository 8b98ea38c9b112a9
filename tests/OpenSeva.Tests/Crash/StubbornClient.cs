using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace OpenSeva.Tests.Crash;

/// <summary>Somebody who sends a request again, with the same key, until it is answered.</summary>
internal sealed class StubbornClient(Uri address) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Signs in on the demonstration's page as whoever's button says <paramref name="name"/> (in the row that mentions <paramref name="post"/>).</summary>
    public async Task SignInAs(string name, string? post = null)
    {
        var page = new HtmlParser().ParseDocument(await http.GetStringAsync(new Uri("/demo/sign-in", UriKind.Relative)));
        var button = page.QuerySelectorAll("button[name='Form.Value']").OfType<IHtmlButtonElement>().First(one =>
            one.TextContent.Trim() == name && (post is null || one.Closest("tr")?.TextContent.Contains(post, StringComparison.Ordinal) is true));
        var form = button.Form!;
        var fields = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Select(input => KeyValuePair.Create(input.Name!, input.Value)).Append(KeyValuePair.Create("Form.Value", button.Value));
        var answer = await http.PostAsync(new Uri("/demo/sign-in", UriKind.Relative), new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    public Task<JsonObject> Post(string path, object body) => Stubborn(HttpMethod.Post, path, () => JsonContent.Create(body));

    public Task<JsonObject> Put(string path, object body) => Stubborn(HttpMethod.Put, path, () => JsonContent.Create(body));

    public Task<JsonObject> Upload(string path, byte[] file) => Stubborn(HttpMethod.Post, path, () =>
        new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } });

    /// <summary>One try, no patience: for showing what is not acknowledged.</summary>
    public Task<HttpResponseMessage> Once(string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return http.SendAsync(request);
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonObject> Stubborn(HttpMethod method, string path, Func<HttpContent> body)
    {
        var key = Guid.CreateVersion7().ToString();
        for (var attempt = 0; attempt < 400; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(method, path) { Content = body() };
                request.Headers.Add("Idempotency-Key", key);
                using var answer = await http.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                if (answer.IsSuccessStatusCode) return text.Length > 0 ? JsonNode.Parse(text)!.AsObject() : [];
                if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.InsufficientStorage))
                    Assert.Fail($"{method} {path}: {(int)answer.StatusCode} {text}");
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException or JsonException)
            {
                // Killed in the middle: nobody knows whether it happened. Ask again.
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"{method} {path} was never answered");
    }
}
