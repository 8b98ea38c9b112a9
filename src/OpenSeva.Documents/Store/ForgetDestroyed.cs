using Microsoft.EntityFrameworkCore;
using OpenSeva.Documents.Uploads;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Documents.Store;

/// <summary>The content of a destroyed upload goes from the disk, unless an equal file belongs to somebody else.</summary>
internal sealed class ForgetDestroyed(DocumentsDb db, FileStore store, Doors doors, TimeProvider clock) : IHandle<UploadDestroyed>
{
    public async Task Handle(UploadDestroyed happened, CancellationToken ct)
    {
        using var alone = await doors.Alone(happened.Hash, ct);
        if (await db.Uploads.AnyAsync(upload => upload.Hash == happened.Hash, ct) || await db.Issued.AnyAsync(document => document.Hash == happened.Hash, ct)) return;
        store.Forget(happened.Hash, clock.GetUtcNow());
    }
}
