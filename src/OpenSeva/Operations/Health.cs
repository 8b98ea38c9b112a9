using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Operations;

/// <summary>What a load balancer and a watchman ask. Answers hold no detail for strangers.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/metrics", async (HttpContext http, Metrics metrics, StuckMessages stuck, Storage storage, CancellationToken ct) =>
            // Figures are for the collector on this machine. What a proxy on it passes on comes from elsewhere: a trusted one's
            // word was taken already, any other's header is still there.
            http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from) && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded")
                ? Results.Text(metrics.Text() + await Stuck(stuck, storage, ct), "text/plain; version=0.0.4")
                : Results.NotFound()).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Left out while the database is away; /health/ready says that.</summary>
    private static async Task<string> Stuck(StuckMessages stuck, Storage storage, CancellationToken ct)
    {
        try
        {
            var count = await stuck.Count(ct);
            return string.Create(CultureInfo.InvariantCulture, $"# TYPE openseva_outbox_stuck gauge\nopenseva_outbox_stuck {count}\n");
        }
        catch (Exception error) when (storage.IsUnavailable(error) || error is System.Data.Common.DbException)
        {
            return "";
        }
    }

    private static async Task<IResult> Ready(SchemaRunner schema, Storage storage, CancellationToken ct)
    {
        try
        {
            return (await schema.Pending(ct)).Count is 0 ? TypedResults.Text("ready") : Results.Text("schema not up to date", statusCode: 503);
        }
        catch (Exception error) when (storage.IsUnavailable(error) || error is System.Data.Common.DbException)
        {
            return Results.Text("database away", statusCode: 503);
        }
    }
}
