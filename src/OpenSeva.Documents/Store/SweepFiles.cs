using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Store;

/// <summary>Removes files that nothing refers to: taken back by their owner, or left by a command that did not commit.</summary>
internal sealed class SweepFiles(DocumentsDb db, FileStore store, TimeProvider clock) : IJob
{
    /// <summary>No command takes this long between storing a file and noting it down.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    public TimeSpan Every => TimeSpan.FromHours(6);

    public async Task Run(CancellationToken ct)
    {
        foreach (var names in store.OlderThan(clock.GetUtcNow() - Grace).Chunk(500))
        {
            var kept = await db.Uploads.Where(upload => names.Contains(upload.Hash)).Select(upload => upload.Hash)
                .Union(db.Issued.Where(document => names.Contains(document.Hash)).Select(document => document.Hash!))
                .ToListAsync(ct);
            foreach (var name in names.Except(kept)) store.Forget(name);
        }
    }
}
