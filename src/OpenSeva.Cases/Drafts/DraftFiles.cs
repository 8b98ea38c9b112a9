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
        // Asked inside commands: of each draft only the list of its files is read, never its answers. Nobody has more than
        // so many.
        var drafts = await db.Drafts.Where(draft => draft.CitizenId == citizen && draft.Id != but)
            .OrderByDescending(draft => draft.ChangedAt).Take(Draft.MostPerCitizen).Select(draft => new { draft.Id, draft.Files }).ToListAsync(ct);
        // What this command throws away uses nothing any more.
        var thrown = db.ChangeTracker.Entries<Draft>().Where(entry => entry.State is EntityState.Deleted).Select(entry => entry.Entity.Id).ToHashSet();
        return drafts.Where(draft => !thrown.Contains(draft.Id)).SelectMany(draft => draft.Files).ToHashSet();
    }
}
