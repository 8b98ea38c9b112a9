using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using OpenSeva.Kernel;

namespace OpenSeva.Operations;

/// <summary>Headers that tell the browser what these pages never do (OWASP ASVS 5.0, chapter 3).</summary>
internal static class SecurityHeaders
{
    private const string Csp =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    /// <summary>Set before anything is answered, and again on what is said instead of an answer that failed: its headers were cleared.</summary>
    public static void UseSecurityHeaders(this WebApplication app, Settings settings)
    {
        KeyValuePair<string, StringValues>[] own =
        [
            new(HeaderNames.ContentSecurityPolicy, Csp), new(HeaderNames.XContentTypeOptions, "nosniff"), new("Referrer-Policy", "same-origin"),
            new("Cross-Origin-Opener-Policy", "same-origin"), new("Cross-Origin-Resource-Policy", "same-origin"),
            new("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
            // Pages hold people's answers: no cache keeps them. What may be kept says so itself.
            new(HeaderNames.CacheControl, "no-store"),
            .. settings.PublicUrl.Scheme is "https" ? [new KeyValuePair<string, StringValues>(HeaderNames.StrictTransportSecurity, "max-age=31536000; includeSubDomains")] : Array.Empty<KeyValuePair<string, StringValues>>(),
        ];
        app.Use((http, next) =>
        {
            Add(http.Response, own);
            http.Response.OnStarting(() =>
            {
                Add(http.Response, own);
                http.Response.Headers.TryAdd(HeaderNames.ContentLanguage, Languages.Current);
                return Task.CompletedTask;
            });
            return next(http);
        });
    }

    private static void Add(HttpResponse response, KeyValuePair<string, StringValues>[] headers)
    {
        foreach (var (name, value) in headers) response.Headers.TryAdd(name, value);
    }

    /// <summary>Forwarded headers count only from the proxies named in <c>trusted-proxies</c> (addresses, separated by commas).</summary>
    public static void UseTrustedProxies(this WebApplication app, IConfiguration configuration)
    {
        if (configuration["trusted-proxies"] is not { Length: > 0 } named) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = 1 };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var address in named.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) options.KnownProxies.Add(IPAddress.Parse(address));
        app.UseForwardedHeaders(options);
    }
}
