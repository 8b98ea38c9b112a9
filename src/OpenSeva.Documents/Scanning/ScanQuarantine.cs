using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents.Store;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Scanning;

/// <summary>
/// Asks again about files the scanner has not spoken of. While it is away all of them wait; one it cannot make out
/// holds nobody up, and is refused after some tries.
/// </summary>
internal sealed class ScanQuarantine(DocumentsDb db, Work work, FileStore store, IScanner scanner) : IJob
{
    public TimeSpan Every => TimeSpan.FromSeconds(10);

    public async Task Run(CancellationToken ct)
    {
        var waiting = await db.Uploads.Where(upload => upload.State == UploadState.Quarantined)
            .OrderBy(upload => upload.Scans).ThenBy(upload => upload.ReceivedAt).Select(upload => new { upload.Id, upload.Hash }).Take(50).ToListAsync(ct);
        foreach (var file in waiting)
        {
            var verdict = await Scan(file.Hash, ct);
            if (verdict is Verdict.Away) return;

            await work.Run(async (DocumentsDb own) =>
            {
                (await own.Uploads.FindAsync([file.Id], ct))?.Judge(verdict);
                return true;
            }, ct);
        }
    }

    /// <summary>A file that cannot be read any more is as unclear as one the scanner cannot read.</summary>
    private async Task<Verdict> Scan(string hash, CancellationToken ct)
    {
        byte[] content;
        try
        {
            content = await store.Read(hash, ct);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            return Verdict.Unclear;
        }

        return await scanner.Scan(content, ct);
    }
}
