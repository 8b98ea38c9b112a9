using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace OpenSeva.Tests.Crash;

/// <summary>Somebody who sends a request again, with the same key, until it is answered.</summary>
/// <param name="cookies">Who is signed in already; nobody when null.</param>
internal sealed class StubbornClient(Uri address, CookieContainer? cookies = null) : IDisposable
{
    private const string SignIn = "/demo/sign-in";
    private readonly HttpClient http = new(new SocketsHttpHandler { CookieContainer = cookies ?? new CookieContainer(), AllowAutoRedirect = false })
    {
        BaseAddress = address, Timeout = TimeSpan.FromMinutes(2),
    };


    /// <summary>How many acts were acknowledged to this person.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Signs in on the demonstration's page as whoever's button says <paramref name="name"/>.</summary>
    public async Task SignInAs(string name)
    {
        using var answer = await http.PostAsync(Relative(SignIn), await SignInForm(name));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    /// <summary>The sign-in page's form, filled in and not yet sent.</summary>
    public async Task<FormUrlEncodedContent> SignInForm(string name)
    {
        var page = new HtmlParser().ParseDocument(await http.GetStringAsync(Relative(SignIn)));
        var button = page.QuerySelectorAll("button[name='Form.Value']").OfType<IHtmlButtonElement>().First(one => one.TextContent.Trim() == name);
        var fields = button.Form!.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>();
        return new(fields.Select(input => KeyValuePair.Create(input.Name!, input.Value)).Append(KeyValuePair.Create("Form.Value", button.Value)));
    }

    public Task<HttpResponseMessage> SignInOnce(FormUrlEncodedContent form) => http.PostAsync(Relative(SignIn), form);

    public Task<HttpResponseMessage> Get(string path) => http.GetAsync(Relative(path));

    public Task<JsonObject> Post(string path, object body) => Stubborn(HttpMethod.Post, path, () => JsonContent.Create(body));

    public Task<JsonObject> Put(string path, object body) => Stubborn(HttpMethod.Put, path, () => JsonContent.Create(body));

    public Task<JsonObject> Upload(string path, byte[] file) => Stubborn(HttpMethod.Post, path, () => Pdf(file));

    /// <summary>One try, no patience: for showing what is not acknowledged.</summary>
    public Task<HttpResponseMessage> Once(string path, object body) => Try(HttpMethod.Post, path, JsonContent.Create(body), Guid.CreateVersion7().ToString());

    public Task<HttpResponseMessage> UploadOnce(string path, byte[] file) => Try(HttpMethod.Post, path, Pdf(file), Guid.CreateVersion7().ToString());

    public void Dispose() => http.Dispose();

    private async Task<JsonObject> Stubborn(HttpMethod method, string path, Func<HttpContent> body)
    {
        var key = Guid.CreateVersion7().ToString();
        for (var attempt = 0; attempt < 6000; attempt++)
        {
            try
            {
                using var answer = await Try(method, path, body(), key);
                var text = await answer.Content.ReadAsStringAsync();
                if (answer.IsSuccessStatusCode)
                {
                    JsonObject said = text.Length > 0 ? JsonNode.Parse(text)!.AsObject() : [];
                    Acknowledged++;
                    return said;
                }

                // Several applicants are one person here: who sends two files at once waits with the third.
                if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.InsufficientStorage or HttpStatusCode.TooManyRequests))
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

    private async Task<HttpResponseMessage> Try(HttpMethod method, string path, HttpContent body, string key)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Add("Idempotency-Key", key);
        if (method == HttpMethod.Put) request.Headers.Add("If-Match", "*");
        return await http.SendAsync(request);
    }

    private static ByteArrayContent Pdf(byte[] file) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
