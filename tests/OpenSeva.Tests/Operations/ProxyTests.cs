using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OpenSeva.Operations;

namespace OpenSeva.Tests.Operations;

/// <summary>What a request says of where it comes from counts only from the mouth of a proxy the operator named.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("10.0.0.7", "10.0.0.7", "203.0.113.5", "https", "203.0.113.5 https")]
    [InlineData("10.0.0.6, 10.0.0.7", "10.0.0.7", "203.0.113.5", "https", "203.0.113.5 https")]
    [InlineData("10.0.0.7", "10.0.0.8", "203.0.113.5", "https", "10.0.0.8 http")]
    [InlineData("10.0.0.7", "127.0.0.1", "203.0.113.5", "https", "127.0.0.1 http")]
    [InlineData(null, "10.0.0.7", "203.0.113.5", "https", "10.0.0.7 http")]
    // Only the last word is the proxy's own; what stands before it, its client wrote.
    [InlineData("10.0.0.7", "10.0.0.7", "127.0.0.1, 203.0.113.5", "https", "203.0.113.5 https")]
    [InlineData("10.0.0.7", "10.0.0.7", "127.0.0.1, 10.0.0.7, 203.0.113.5", "https", "203.0.113.5 https")]
    [InlineData("10.0.0.7", "10.0.0.7", "not an address", "https", "10.0.0.7 http")]
    public async Task Only_a_named_proxy_is_believed(string? named, string from, string forwarded, string scheme, string seen)
    {
        await using var site = await Site(named, from);
        using var client = site.GetTestClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", forwarded);
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-Proto", scheme);
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");

        Assert.Equal($"{seen} localhost", await client.GetStringAsync(new Uri("/", UriKind.Relative)));
    }

    /// <summary>A site that says what it takes a request's origin for.</summary>
    private static async Task<WebApplication> Site(string? named, string from)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.Use((http, next) =>
        {
            http.Connection.RemoteIpAddress = IPAddress.Parse(from);
            return next(http);
        });
        site.UseTrustedProxies(new ConfigurationBuilder().AddInMemoryCollection([new("trusted-proxies", named)]).Build());
        site.Run(http => http.Response.WriteAsync($"{http.Connection.RemoteIpAddress} {http.Request.Scheme} {http.Request.Host}"));
        await site.StartAsync();
        return site;
    }
}
