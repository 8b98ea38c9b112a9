using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel;

namespace OpenSeva.Notices.Deliveries;

/// <summary>Forgets secrets that no longer hold and, after a quarter of a year, addresses and words of what was settled.</summary>
internal sealed class ForgetOld(NoticesDb db, Work work, TimeProvider clock) : IJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task Run(CancellationToken ct)
    {
        var now = clock.Now;
        var keptSince = now - Kept;
        var stale = await db.Deliveries.Where(d => d.Sealed != null && d.ExpiresAt < now).OrderBy(d => d.ExpiresAt).Select(d => d.Id).Take(500).ToListAsync(ct);
        if (stale.Count > 0)
        {
            await work.Run(async (NoticesDb mine) =>
            {
                foreach (var delivery in await mine.Deliveries.Where(d => stale.Contains(d.Id)).ToListAsync(ct)) delivery.Expire(now);
                return stale.Count;
            }, ct);
        }

        if (await db.Deliveries.AnyAsync(d => d.QueuedAt < keptSince, ct))
            await work.Run((NoticesDb mine) => mine.Deliveries.Where(d => d.QueuedAt < keptSince).ExecuteDeleteAsync(ct), ct);
    }
}
