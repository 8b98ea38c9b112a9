using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Tests.Operations;

/// <summary>A request's origin, as a header of the test says it; the product has none.</summary>
public sealed class PlacedApp : SevaApp
{
    public const string From = "Test-From";

    protected override void Adjust(WebApplicationBuilder builder) => builder.Services.AddSingleton<IStartupFilter, Place>();

    internal sealed class Place : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(http.Request.Headers[From].FirstOrDefault() ?? "127.0.0.1");
                return rest(http);
            });
            next(app);
        };
    }
}

/// <summary>Figures for the collector on the same machine, in Prometheus' format, about nobody.</summary>
public sealed partial class MetricsTests(PlacedApp app) : IClassFixture<PlacedApp>
{
    [Fact]
    public async Task Every_line_is_one_that_a_collector_reads_and_the_histogram_adds_up()
    {
        using var client = app.Client();
        foreach (var path in new[] { "/", "/services", "/api/v1/services", "/nothing-here" }) await client.GetAsync(new Uri(path, UriKind.Relative));

        using var answer = await client.GetAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Equal("text/plain; version=0.0.4", answer.Content.Headers.ContentType!.ToString().Replace("; charset=utf-8", "", StringComparison.Ordinal));
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, line => Assert.Matches(Line(), line));
        Assert.Equal(lines.Length, lines.Select(line => line[..line.LastIndexOf(' ')]).Distinct().Count());
        var buckets = lines.Where(line => line.StartsWith("openseva_request_seconds_bucket", StringComparison.Ordinal)).Select(Value).ToList();
        Assert.Equal(buckets.Order(), buckets);
        Assert.Equal(buckets[^1], Value(lines.Single(line => line.StartsWith("openseva_request_seconds_count", StringComparison.Ordinal))));
        Assert.Equal(buckets[^1], lines.Where(line => line.StartsWith("openseva_requests_total{", StringComparison.Ordinal)).Sum(Value));
    }

    [Fact]
    public async Task They_name_routes_and_never_what_somebody_asked_for()
    {
        using var client = app.Client();
        await client.GetAsync(new Uri("/api/v1/cases/0199aaaa-0000-7000-8000-00000000beef?name=Lakshmi", UriKind.Relative));
        await client.GetAsync(new Uri("/verify/SECRET-TOKEN", UriKind.Relative));
        await client.GetAsync(new Uri("/Lakshmi-Amma", UriKind.Relative));

        var text = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        Assert.Contains("/api/v1/cases/{id:guid}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("beef", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lakshmi", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invented_methods_are_counted_together()
    {
        using var client = app.Client();
        for (var i = 0; i < 5; i++) await client.SendAsync(new HttpRequestMessage(new HttpMethod($"INVENTED{i}"), "/services"));

        var text = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        Assert.DoesNotContain("INVENTED", text, StringComparison.Ordinal);
        Assert.Contains("method=\"other\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", null, HttpStatusCode.OK)]
    [InlineData("::1", null, HttpStatusCode.OK)]
    [InlineData("10.0.0.7", null, HttpStatusCode.NotFound)]
    [InlineData("10.0.0.7", "127.0.0.1", HttpStatusCode.NotFound)]
    // A proxy on the same machine that nobody named: whom it asks for is not of this machine.
    [InlineData("127.0.0.1", "203.0.113.5", HttpStatusCode.NotFound)]
    public async Task Only_this_machine_reads_them(string from, string? forwarded, HttpStatusCode expected)
    {
        using var client = app.Client();
        client.DefaultRequestHeaders.Add(PlacedApp.From, from);
        if (forwarded is not null) client.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);

        Assert.Equal(expected, (await client.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode);
    }

    private static double Value(string line) => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);

    /// <summary>A comment that types a metric, or a sample with labels, by the text format's grammar.</summary>
    [GeneratedRegex("""^(# TYPE [a-zA-Z_:][a-zA-Z0-9_:]* (counter|gauge|histogram|untyped)|[a-zA-Z_:][a-zA-Z0-9_:]*(\{[a-zA-Z_]\w*="([^"\\\n]|\\["\\n])*"(,[a-zA-Z_]\w*="([^"\\\n]|\\["\\n])*")*\})? -?[0-9.eE+-]+)$""")]
    private static partial Regex Line();
}
