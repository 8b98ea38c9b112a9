using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Operations;

/// <summary>Counts requests by route and outcome, and gathers every counter of a meter named OpenSeva*, in Prometheus' text format.</summary>
internal sealed class Metrics : IDisposable
{
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
    private static readonly FrozenSet<string> Methods = FrozenSet.Create(StringComparer.Ordinal, "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");
    private readonly ConcurrentDictionary<string, double> counters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Route, string Method, int Status), long> requests = new();
    private readonly long[] buckets = new long[Bounds.Length + 1];
    private readonly MeterListener listener = new();
    private long microseconds;

    public Metrics()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name.StartsWith("OpenSeva", StringComparison.Ordinal)) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => counters.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => counters.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.Start();
    }

    public void Count(string route, string method, int status, TimeSpan took)
    {
        // A stranger may invent methods without end; each would stay in memory for good.
        requests.AddOrUpdate((route, Methods.Contains(method) ? method : "other", status), 1, (_, n) => n + 1);
        var bucket = Array.FindIndex(Bounds, bound => took.TotalSeconds <= bound);
        Interlocked.Increment(ref buckets[bucket < 0 ? Bounds.Length : bucket]);
        Interlocked.Add(ref microseconds, (long)took.TotalMicroseconds);
    }

    public string Text()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder("# TYPE openseva_requests_total counter\n");
        foreach (var ((route, method, status), n) in requests.OrderBy(request => request.Key.Route, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"openseva_requests_total{{route=\"{Escaped(route)}\",method=\"{method}\",status=\"{status}\"}} {n}\n");
        text.Append("# TYPE openseva_request_seconds histogram\n");
        long sum = 0;
        for (var i = 0; i <= Bounds.Length; i++)
        {
            sum += Interlocked.Read(ref buckets[i]);
            text.Append(CultureInfo.InvariantCulture, $"openseva_request_seconds_bucket{{le=\"{(i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf")}\"}} {sum}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"openseva_request_seconds_sum {Interlocked.Read(ref microseconds) / 1e6}\nopenseva_request_seconds_count {sum}\n");
        foreach (var (name, value) in counters.OrderBy(counter => counter.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{name.Replace('.', '_')} {value}\n");
        text.Append(CultureInfo.InvariantCulture, $"""
            process_resident_memory_bytes {Environment.WorkingSet}
            process_cpu_seconds_total {Environment.CpuUsage.TotalTime.TotalSeconds}
            dotnet_gc_allocated_bytes_total {GC.GetTotalAllocatedBytes()}
            dotnet_gc_collections_total {GC.CollectionCount(0)}
            dotnet_gc_pause_seconds_total {GC.GetTotalPauseDuration().TotalSeconds}
            dotnet_thread_pool_queue_length {ThreadPool.PendingWorkItemCount}

            """);
        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    // Patterns may hold constraints with these letters (Prometheus' text format, version 0.0.4).
    private static string Escaped(string label) => label.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
}

internal static class MetricsPipeline
{
    /// <summary>Route patterns only, never paths: a path may hold a reference number.</summary>
    public static void UseMetrics(this WebApplication app)
    {
        var metrics = app.Services.GetRequiredService<Metrics>();
        app.Use(async (http, next) =>
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                await next(http);
            }
            finally
            {
                var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
                metrics.Count(route, http.Request.Method, http.Response.StatusCode, Stopwatch.GetElapsedTime(started));
            }
        });
    }
}
