using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Cases.Fees;

/// <summary>
/// The gateway took back the fee of an application that was already sent. What was sent stays sent, and its time runs on;
/// its history says so, and the desk that holds it, or decided it, has an item of its own until the fee is paid again
/// or an officer has noted it.
/// </summary>
internal sealed class FollowFee(Work work, Acting acting, TimeProvider clock) : IHandle<DemandReversed>, IHandle<DemandPaid>
{
    public Task Handle(DemandReversed happened, CancellationToken ct) => work.Run(async services =>
    {
        var db = services.GetRequiredService<CasesDb>();
        // Not sent yet: the draft waits for its fee as before.
        if (await db.Cases.FirstOrDefaultAsync(one => one.Id == happened.Reference, ct) is not { } file) return false;
        if (await db.FeeTakenBackAt(file.Id, ct) is not null) return false;

        var (item, post) = await services.GetRequiredService<FeeDesk>().Tell(file, ct);
        db.Acts.Add(CaseAct.Of(file, ActKind.FeeTakenBack, acting.Actor, clock.Now, new(
            Remarks: $"{happened.Total}, {happened.ReceiptNumber}", ToPost: post, Reference: item)));
        return true;
    }, ct);

    public Task Handle(DemandPaid happened, CancellationToken ct)
    {
        // Who pays acts: the history names the citizen.
        acting.Actor = new(ActorKind.Citizen, happened.Payer, null, null, []);
        return work.Run(async services =>
        {
            var db = services.GetRequiredService<CasesDb>();
            if (await db.FeeTakenBackAt(happened.Reference, ct) is null) return false;

            var file = await db.Cases.SingleAsync(one => one.Id == happened.Reference, ct);
            db.Acts.Add(CaseAct.Of(file, ActKind.FeePaidAgain, acting.Actor, clock.Now, new(Remarks: $"{happened.Total}, {happened.ReceiptNumber}")));
            await services.GetRequiredService<FeeDesk>().Settled(file.Id, file.Id, ct);
            return true;
        }, ct);
    }
}

internal static class Fees
{
    /// <summary>When the fee was taken back, as the history's last word about it; null when it is not owed.</summary>
    public static DateTimeOffset? TakenBackAt(this IEnumerable<CaseAct> acts) =>
        acts.LastOrDefault(act => act.Kind is ActKind.FeeTakenBack or ActKind.FeePaidAgain) is { Kind: ActKind.FeeTakenBack, At: var at } ? at : null;

    public static async Task<DateTimeOffset?> FeeTakenBackAt(this CasesDb db, Guid caseId, CancellationToken ct) => (await db.Acts
        .Where(act => act.CaseId == caseId && (act.Kind == ActKind.FeeTakenBack || act.Kind == ActKind.FeePaidAgain)).OrderBy(act => act.N).ToListAsync(ct)).TakenBackAt();

    /// <summary>The items that tell a desk of a fee taken back, as long as they wait.</summary>
    public static async Task<IReadOnlyList<ItemCard>> FeeItems(this IDesk desk, Guid caseId, CancellationToken ct) =>
        [.. (await desk.Of(caseId, ct)).Where(item => item is { Kind: DeskKind.Fee, ClosedAt: null })];
}
