using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Desk;

namespace OpenSeva.Cases.CaseFile;

/// <summary>Where the applications are that a desk once held, and how they ended.</summary>
internal sealed class CaseWhereabouts(CasesDb db) : IWhereabouts
{
    public bool Knows(string kind) => kind is DeskKind.Application or DeskKind.Clearance or DeskKind.Fee;

    public async Task<IReadOnlyDictionary<Guid, Whereabouts>> Of(IReadOnlyCollection<Guid> references, CancellationToken ct) =>
        (await db.Cases.Where(file => references.Contains(file.Id)).Select(file => new { file.Id, file.PostId, file.State }).ToListAsync(ct))
            .ToDictionary(file => file.Id, file => new Whereabouts(file.PostId, file.State switch
            {
                CaseState.Approved => "approved",
                CaseState.Rejected => "rejected",
                CaseState.Withdrawn => "withdrawn",
                _ => null,
            }));
}
