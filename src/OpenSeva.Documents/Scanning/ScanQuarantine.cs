using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents.Store;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Scanning;

/// <summary>Asks again about files that came while the scanner was away.</summary>
internal sealed class ScanQuarantine(DocumentsDb db, Work work, FileStore store, IScanner scanner) : IJob
{
    public TimeSpan Every => TimeSpan.FromSeconds(10);

    public async Task Run(CancellationToken ct)
    {
        var waiting = await db.Uploads.Where(upload => upload.State == UploadState.Quarantined)
            .OrderBy(upload => upload.ReceivedAt).Select(upload => new { upload.Id, upload.Hash }).Take(50).ToListAsync(ct);
        foreach (var file in waiting)
        {
            var verdict = await scanner.Scan(await store.Read(file.Hash, ct), ct);
            if (verdict is Verdict.Unknown) return;

            await work.Run(async (DocumentsDb own) =>
            {
                var upload = await own.Uploads.FindAsync([file.Id], ct);
                upload?.Judge(verdict is Verdict.Clean);
                return true;
            }, ct);
        }
    }
}
