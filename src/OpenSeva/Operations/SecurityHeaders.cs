using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using OpenSeva.Kernel;

namespace OpenSeva.Operations;

/// <summary>Headers that tell the browser what these pages never do (OWASP ASVS 5.0, chapter 3).</summary>
internal static class SecurityHeaders
{
    private const string Csp =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    public static void UseSecurityHeaders(this WebApplication app, Settings settings) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Csp;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        // Pages hold people's answers: no cache keeps them. What may be kept says so itself.
        headers.CacheControl = "no-store";
        if (settings.PublicUrl.Scheme is "https") headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        return next(http);
    });

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
