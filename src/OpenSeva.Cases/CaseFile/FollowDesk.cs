using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.Decisions;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Desk;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.CaseFile;

/// <summary>A colleague took an item over at the desk: the case follows in the same command.</summary>
internal sealed class FollowDesk(CasesDb db, ICatalogue catalogue, Acting acting, TimeProvider clock) : IClaimed
{
    public bool Knows(string kind) => kind is DeskKind.Application or DeskKind.Clearance or DeskKind.Fee;

    /// <summary>Who takes over an application must carry the role of its stage, who takes over a clearance that of the clearance.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> Roles(IReadOnlyCollection<ItemCard> items, CancellationToken ct)
    {
        var references = items.Select(item => item.Reference).Distinct().ToList();
        var files = await db.Cases.Where(one => references.Contains(one.Id)).Select(one => new { one.Id, one.Service, one.ServiceVersion, one.Stage }).ToDictionaryAsync(one => one.Id, ct);
        var asked = items.All(item => item.Kind is not DeskKind.Clearance) ? []
            : await db.Clearances.Where(one => references.Contains(one.CaseId)).Select(one => new { one.ItemId, one.Stage, one.Code }).ToDictionaryAsync(one => one.ItemId, ct);
        var roles = new Dictionary<Guid, string>();
        foreach (var item in items)
        {
            if (!files.TryGetValue(item.Reference, out var file) || await catalogue.Version(file.Service, file.ServiceVersion, ct) is not { Definition: var definition }) continue;
            var role = item.Kind switch
            {
                DeskKind.Application => definition.Workflow.Stages.FirstOrDefault(stage => stage.Code == file.Stage)?.Role,
                DeskKind.Clearance when asked.TryGetValue(item.Id, out var clearance) => definition.RoleOf(clearance.Stage, clearance.Code),
                _ => null,
            };
            if (role is not null) roles[item.Id] = role;
        }

        return roles;
    }

    public async Task Claimed(ItemCard item, Guid toPost, Guid toOffice, CancellationToken ct)
    {
        var file = await db.Cases.SingleAsync(one => one.Id == item.Reference, ct);
        if (item.Kind is DeskKind.Application) file.TakenOver(toPost, toOffice, clock.Now);
        if (item.Kind is DeskKind.Clearance) (await db.Clearances.SingleAsync(one => one.ItemId == item.Id, ct)).TakenOver(toPost, toOffice);

        db.Acts.Add(CaseAct.Of(file, ActKind.TakenOver, acting.Actor, clock.Now, new(ToPost: toPost)));
        await db.Admit(file.Id, toPost, ct);
    }
}
