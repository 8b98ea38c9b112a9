using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents.Uploads;
using OpenSeva.Documents.Viewing;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Journal;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Documents;

/// <summary>What other rooms ask of Documents.</summary>
internal sealed class DocumentsRoom(DocumentsDb db, Work work, Acting acting, ReceiveUpload receive, RemoveUpload remove, PagePictures pictures, TimeProvider clock) : IDocuments
{
    private static readonly OftenAsked<DocumentsDb, IReadOnlyCollection<Guid>, Upload> uploadsOf = new((db, ids) => db.Uploads.Where(upload => ids.Contains(upload.Id)));

    public bool DrawsPages => pictures.CanDraw;

    public Task<UploadCard> Receive(NewUpload upload, Stream content, CancellationToken ct) => receive.Receive(upload, content, ct);

    public Task Remove(Guid id, CancellationToken ct) => remove.Remove(id, ct);

    public async Task<IReadOnlyList<UploadCard>> Uploads(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (ids.Count is 0) return [];
        var uploads = await uploadsOf.All(db, ids, ct);
        return [.. uploads.Select(upload => upload.Card())];
    }

    public Task Bind(IReadOnlyCollection<Guid> ids, Guid caseId, CancellationToken ct) => work.Run(async (DocumentsDb own) =>
    {
        var uploads = await own.Uploads.Where(upload => ids.Contains(upload.Id)).ToListAsync(ct);
        if (uploads.Count != ids.Distinct().Count()) throw new Refusal("document.not-yours");

        foreach (var upload in uploads) upload.BindTo(caseId, acting.Actor);
        return uploads.Count;
    }, ct);

    public Task Destroy(Guid caseId, string number, CancellationToken ct) => work.Run(async (DocumentsDb own, Erasure erasure) =>
    {
        var uploads = await own.Uploads.Where(upload => upload.CaseId == caseId).ToListAsync(ct);
        foreach (var upload in uploads)
        {
            // Before a case held it, it had a stream of its own.
            await erasure.Of(Upload.StreamOf(upload.Id), number, ct);
            upload.Destroy(clock.Now);
            own.Remove(upload);
        }

        return uploads.Count;
    }, ct);

    public async Task<IReadOnlyList<IssuedCard>> IssuedFor(Guid caseId, CancellationToken ct)
    {
        var issued = await db.Issued.Where(document => document.CaseId == caseId && document.Hash != null)
            .OrderByDescending(document => document.IssuedAt).ToListAsync(ct);
        return [.. issued.Select(document => document.Card(clock.Today))];
    }
}
