using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Documents;

namespace OpenSeva.Cases.Drafts;

/// <summary>Which files a citizen's unsent applications stand on. A file is for one application only: it goes with it.</summary>
internal sealed class DraftFiles(CasesDb db) : IUseUploads
{
    public async Task<bool> Uses(Guid upload, Guid owner, CancellationToken ct) => (await Of(owner, null, ct)).Contains(upload);

    /// <param name="but">The draft that asks; null counts all of them.</param>
    public async Task<IReadOnlySet<Guid>> Of(Guid citizen, Guid? but, CancellationToken ct)
    {
        var drafts = await db.Drafts.Where(draft => draft.CitizenId == citizen && draft.Id != but).ToListAsync(ct);
        // What this command throws away uses nothing any more.
        return drafts.Where(draft => db.Entry(draft).State is not EntityState.Deleted).SelectMany(draft => draft.Files()).ToHashSet();
    }
}
