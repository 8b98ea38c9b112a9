using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <summary>
/// The directory in memory: routing is asked at every submission and must not ask the database. Another node's change
/// is noticed by the newest line's number, looked at once a second at most; one's own at once. Only new lines are read.
/// </summary>
internal sealed class LiveDirectory(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private const int MostDays = 8;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim reading = new(1, 1);
    private Kept kept = new(Book.Empty, []);
    private long lookedAt;
    private volatile bool isStale = true;

    /// <summary>What was read last; may lack the newest lines.</summary>
    public Book Known => Volatile.Read(ref kept).Book;

    public async ValueTask<DirectoryDay> Today(CancellationToken ct) => await On(clock.Today, ct);

    public async ValueTask<DirectoryDay> On(DateOnly day, CancellationToken ct)
    {
        if (isStale || clock.GetElapsedTime(Interlocked.Read(ref lookedAt)) >= Look) await Read(ct);
        var now = Volatile.Read(ref kept);
        if (Array.Find(now.Days, made => made.Day == day) is { } standing) return standing;

        var made = new DirectoryDay(now.Book, day);
        // Only in the place of what was read: a newer book that arrived meanwhile stays.
        Interlocked.CompareExchange(ref kept, new(now.Book, [made, .. now.Days.Take(MostDays - 1)]), now);
        return made;
    }

    /// <summary>Called after a change was committed here, so that the next question sees it.</summary>
    public void Expire() => isStale = true;

    public void Dispose() => reading.Dispose();

    private async Task Read(CancellationToken ct)
    {
        await reading.WaitAsync(ct);
        try
        {
            if (!isStale && clock.GetElapsedTime(Interlocked.Read(ref lookedAt)) < Look) return;
            isStale = false;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<DirectoryDb>();
                var known = Known;
                var newer = await db.Changes.Where(change => change.Number > known.Number).OrderBy(change => change.Number).ToListAsync(ct);
                if (newer.Count > 0) Volatile.Write(ref kept, new(known.With(newer), []));
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

    private sealed record Kept(Book Book, DirectoryDay[] Days);
}
