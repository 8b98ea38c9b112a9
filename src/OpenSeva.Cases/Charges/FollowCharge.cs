using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Decisions;
using OpenSeva.Cases.Fees;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.LegalClock;

namespace OpenSeva.Cases.Charges;

/// <summary>
/// A further fee was paid: the time that begins with payment begins at that moment, the pause it put on the clock ends.
/// Taken back by the gateway, it is owed again, the desk is told, and the clock stays as it is.
/// </summary>
internal sealed class FollowCharge(Work work, Acting acting, TimeProvider clock) : IHandle<DemandPaid>, IHandle<DemandReversed>
{
    public Task Handle(DemandPaid happened, CancellationToken ct)
    {
        // Who pays acts: the history names the citizen.
        acting.Actor = new(ActorKind.Citizen, happened.Payer, null, null, []);
        return work.Run(services => Paid(services, happened, ct), ct);
    }

    private async Task<bool> Paid(IServiceProvider services, DemandPaid paid, CancellationToken ct)
    {
        var db = services.GetRequiredService<CasesDb>();
        if (await db.Charges.FirstOrDefaultAsync(one => one.Id == paid.Reference, ct) is not { } charge) return false;
        if (charge.ReceiptNumber == paid.ReceiptNumber) return false;

        var inHand = await services.GetRequiredService<TakeInHand>().Take(charge.CaseId, acting.Actor, ct);
        var isFirst = charge.Pay(paid.ReceiptNumber, paid.At);
        db.Acts.Add(CaseAct.Of(inHand.Case, ActKind.ChargePaid, acting.Actor, clock.Now, new(Remarks: $"{paid.Total}, {paid.ReceiptNumber}", Reference: charge.Id)));
        if (!isFirst) await services.GetRequiredService<FeeDesk>().Settled(charge.CaseId, charge.Id, ct);
        if (!isFirst || inHand.Case.IsOver) return true;

        var beginning = services.GetRequiredService<Beginning>();
        if (charge.PauseReason is { } reason) await services.GetRequiredService<IClock>().Record(charge.CaseId, ClockEventKind.Resumed, reason, paid.At, ct);
        if (inHand.Definition.Law.Rule.Start is StartRule.Paid) await beginning.Begin(inHand, ClockEventKind.Paid, paid.At, ct);
        else await beginning.Redate(inHand, ct);
        return true;
    }

    public Task Handle(DemandReversed happened, CancellationToken ct) => work.Run(async services =>
    {
        var db = services.GetRequiredService<CasesDb>();
        if (await db.Charges.FirstOrDefaultAsync(one => one.Id == happened.Reference, ct) is not { PaidAt: not null } charge) return false;

        var file = await db.Cases.SingleAsync(one => one.Id == charge.CaseId, ct);
        charge.TakeBack();
        var (_, post) = await services.GetRequiredService<FeeDesk>().Tell(file, ct);
        db.Acts.Add(CaseAct.Of(file, ActKind.ChargeTakenBack, acting.Actor, clock.Now, new(
            Remarks: $"{happened.Total}, {happened.ReceiptNumber}", ToPost: post, Reference: charge.Id)));
        return true;
    }, ct);
}
