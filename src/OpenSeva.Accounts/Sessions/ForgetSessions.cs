using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Sessions;

/// <summary>
/// Removes sessions that ended a month ago; until then their owner sees them in what they take home. That they were is
/// in the journal, and so is their removal. A few hundred at a time, so that nobody waits for it.
/// </summary>
internal sealed class ForgetSessions(Work work, TimeProvider clock) : IJob
{
    private const int Most = 300;
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task Run(CancellationToken ct)
    {
        while (await Some(ct) is Most)
        {
            // As many again.
        }
    }

    private Task<int> Some(CancellationToken ct) => work.Run(async (AccountsDb db) =>
    {
        var before = clock.Now - Kept;
        var over = await db.Sessions.Where(row => row.ExpiresAt < before).OrderBy(row => row.ExpiresAt).Take(Most).ToListAsync(ct);
        var ids = over.Select(row => row.Id).ToList();
        await db.SessionUses.Where(use => ids.Contains(use.SessionId)).ExecuteDeleteAsync(ct);
        db.Sessions.RemoveRange(over);
        return over.Count;
    }, ct);
}
