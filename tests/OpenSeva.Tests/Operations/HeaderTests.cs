using Microsoft.AspNetCore.Http;
using OpenSeva.Kernel;
using OpenSeva.Operations;

namespace OpenSeva.Tests.Operations;

/// <summary>What every answer carries, also one that says that something failed.</summary>
public sealed class HeaderTests(SevaApp app) : IClassFixture<SevaApp>
{
    [Theory]
    [InlineData("/services", "")]
    [InlineData("/no-such-page", "")]
    [InlineData("/track", "a=%00")]
    [InlineData("/api/v1/tracking", "a=b")]
    public async Task An_answer_and_what_is_said_instead_of_one_tell_the_browser_the_same(string path, string form)
    {
        using var body = new StringContent(form, null, "application/x-www-form-urlencoded");
        var answer = form.Length is 0 ? await app.Client().GetAsync(new Uri(path, UriKind.Relative)) : await app.Client().PostAsync(new Uri(path, UriKind.Relative), body);

        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(["en"], answer.Content.Headers.ContentLanguage);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("https://seva.example.gov.in", "__Host-form", true)]
    [InlineData("http://localhost:5080", "form", false)]
    public void The_cookie_of_forms_is_guarded_as_the_sessions_is(string address, string name, bool isSecure)
    {
        var cookie = new FormCookie(new Settings { DataDirectory = "", PublicUrl = new(address), ServicesDirectory = "" });
        var options = cookie.Build(new DefaultHttpContext());

        Assert.Equal((name, isSecure, "/", true, SameSiteMode.Strict), (cookie.Name, options.Secure, options.Path, options.HttpOnly, options.SameSite));
    }
}
