using Microsoft.EntityFrameworkCore;
using OpenSeva.Documents.Uploads;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Store;

/// <summary>
/// Removes files that nothing refers to: taken back by their owner, or left by a command that did not commit. And what
/// was counted of days that are over.
/// </summary>
internal sealed class SweepFiles(DocumentsDb db, Work work, FileStore store, Doors doors, TimeProvider clock) : IJob
{
    /// <summary>No command takes this long between storing a file and noting it down.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    public TimeSpan Every => TimeSpan.FromHours(6);

    public async Task Run(CancellationToken ct)
    {
        var limit = clock.GetUtcNow() - Grace;
        foreach (var names in store.OlderThan(limit).Chunk(500))
        {
            var kept = await db.Uploads.Where(upload => names.Contains(upload.Hash)).Select(upload => upload.Hash)
                .Union(db.Issued.Where(document => names.Contains(document.Hash)).Select(document => document.Hash!))
                .ToListAsync(ct);
            foreach (var name in names.Except(kept))
            {
                using var alone = await doors.Alone(name.TrimStart('.'), ct);
                store.Forget(name, limit);
            }
        }

        var yesterday = clock.Today.AddDays(-1);
        await work.Run((DocumentsDb own) => own.ForgetDays(yesterday, ct), ct);
    }
}
