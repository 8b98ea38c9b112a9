using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Codes;

/// <summary>Throws away what is of no use any more: steps never finished, challenges never answered, counts of past hours.</summary>
internal sealed class Sweep(Work work, TimeProvider clock) : IJob
{
    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public Task Run(CancellationToken ct) => work.Run(async (AccountsDb db) =>
    {
        var now = clock.Now;
        var lastHour = (now.ToUnixTimeSeconds() / 3600) - 1;
        var gone = await db.Proofs.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(ct);
        gone += await db.Challenges.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(ct);
        gone += await db.Attempts.Where(row => row.Hour < lastHour).ExecuteDeleteAsync(ct);
        return gone;
    }, ct);
}
