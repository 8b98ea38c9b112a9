using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Desk;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.CaseFile;

/// <summary>A colleague took an item over at the desk: the case follows in the same command.</summary>
internal sealed class FollowDesk(CasesDb db, Acting acting, TimeProvider clock) : IClaimed
{
    public bool Knows(string kind) => kind is DeskKind.Application or DeskKind.Clearance or DeskKind.Fee;

    public async Task Claimed(ItemCard item, Guid toPost, Guid toOffice, CancellationToken ct)
    {
        var file = await db.Cases.SingleAsync(one => one.Id == item.Reference, ct);
        if (item.Kind is DeskKind.Application) file.TakenOver(toPost, toOffice, clock.Now);
        if (item.Kind is DeskKind.Clearance) (await db.Clearances.SingleAsync(one => one.ItemId == item.Id, ct)).TakenOver(toPost, toOffice);

        db.Acts.Add(CaseAct.Of(file, ActKind.TakenOver, acting.Actor, clock.Now, new(ToPost: toPost)));
        await db.Admit(file.Id, toPost, ct);
    }
}
