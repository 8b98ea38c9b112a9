using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenSeva.Catalogue.Search;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Catalogue.Versions;

/// <summary>
/// Every published version in memory, read once: versions never change. Another node's new version is noticed by
/// their number, counted once a second at most; one's own at once.
/// </summary>
internal sealed partial class Shelf(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Shelf> log) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Kept kept = new(FrozenDictionary<(string, int), PublishedService>.Empty, 0);
    private volatile OnDay? day;
    private volatile bool isStale = true;
    private long lookedAt;

    public async ValueTask<PublishedService?> Version(string code, int number, CancellationToken ct)
    {
        if (kept.Versions.TryGetValue((code, number), out var known)) return known;
        await Refresh(ct);
        return kept.Versions.GetValueOrDefault((code, number));
    }

    /// <summary>What holds on a day, with its index for searching.</summary>
    public async ValueTask<OnDay> On(DateOnly date, CancellationToken ct)
    {
        await Refresh(ct);
        var now = kept;
        if (day is { } made && made.Date == date && made.From == now) return made;
        return day = new(date, now);
    }

    /// <summary>All versions of a service, newest first.</summary>
    public async ValueTask<IReadOnlyList<PublishedService>> Versions(string code, CancellationToken ct)
    {
        await Refresh(ct);
        return [.. kept.Versions.Values.Where(service => service.Definition.Code == code).OrderByDescending(service => service.Definition.Version)];
    }

    /// <summary>Called after a version was published here.</summary>
    public void Expire() => isStale = true;

    public void Dispose() => reading.Dispose();

    private async ValueTask Refresh(CancellationToken ct)
    {
        if (!isStale && clock.GetElapsedTime(Interlocked.Read(ref lookedAt)) < Look) return;

        await reading.WaitAsync(ct);
        try
        {
            if (!isStale && clock.GetElapsedTime(Interlocked.Read(ref lookedAt)) < Look) return;

            isStale = false;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
                var rows = await db.Versions.CountAsync(ct);
                if (rows != kept.Rows) kept = await Read(db, ct);
            }
            catch
            {
                isStale = true;
                throw;
            }

            Interlocked.Exchange(ref lookedAt, clock.GetTimestamp());
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task<Kept> Read(CatalogueDb db, CancellationToken ct)
    {
        var known = kept.Versions;
        var keys = await db.Versions.Select(version => new { version.Code, version.Number }).ToListAsync(ct);
        var versions = known.ToDictionary();
        foreach (var key in keys.Where(key => !known.ContainsKey((key.Code, key.Number))))
        {
            var row = await db.Versions.SingleAsync(version => version.Code == key.Code && version.Number == key.Number, ct);
            var service = ServiceReader.ReadPublished(new ServiceFiles("", row.Files));
            if (service.Definition is { } definition) versions[(row.Code, row.Number)] = new(definition, service.Texts);
            else LogUnreadable(row.Code, row.Number);
        }

        return new(versions.ToFrozenDictionary(), keys.Count);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Published service {Code} version {Number} can no longer be read")]
    private partial void LogUnreadable(string code, int number);

    internal sealed record Kept(FrozenDictionary<(string Code, int Number), PublishedService> Versions, int Rows);

    /// <summary>The services applications may begin under on one day.</summary>
    internal sealed class OnDay(DateOnly date, Kept from)
    {
        private readonly Lazy<SearchIndex> index = new(() => new SearchIndex(Holding(date, from)));

        public DateOnly Date => date;

        public Kept From => from;

        public IReadOnlyList<PublishedService> Services => index.Value.Services;

        public SearchIndex Index => index.Value;

        public PublishedService? Find(string code) => Services.FirstOrDefault(service => service.Definition.Code == code);

        private static IReadOnlyList<PublishedService> Holding(DateOnly date, Kept from) =>
        [
            .. from.Versions.Values
                .GroupBy(service => service.Definition.Code)
                .Select(versions => versions.Where(one => one.Definition.EffectiveFrom <= date).MaxBy(one => one.Definition.Version))
                .OfType<PublishedService>()
                .Where(service => service.Definition.EffectiveTo is not { } last || last >= date)
                .OrderBy(service => service.Definition.Code, StringComparer.Ordinal),
        ];
    }
}
