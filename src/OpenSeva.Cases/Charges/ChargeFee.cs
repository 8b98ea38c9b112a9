using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Decisions;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Payments;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Cases.Charges;

/// <summary>
/// An officer asks for a further fee, as the service's heads and slabs say. The desk that asks keeps the case; the clock
/// stands still only for the action's named reason. The case cannot be granted before it is paid.
/// </summary>
internal sealed class ChargeFee(CasesDb db, IDesk desk, IClock legalClock, IPayments payments, Beginning beginning, Words words, TimeProvider clock)
{
    public async Task Ask(CaseInHand inHand, StageAction action, DecideRequest request, Actor actor, CancellationToken ct)
    {
        var (file, now) = (inHand.Case, clock.Now);
        var fee = Of(inHand, action, request.Fields);
        if (!fee.IsSettled) throw new Refusal("case.charge-undecided");

        var charge = Charge.Ask(file.Id, action.Code, action.Charges, new(fee.Total), action.PauseReason, actor.Post, now);
        db.Acts.Add(CaseAct.Of(file, ActKind.Charged, actor, now, new(action.Code, Remarks: request.Remarks, Fields: request.Fields?.DeepClone() as JsonObject, Reference: charge.Id)));
        if (fee.Total is 0)
        {
            // Waived: nothing is owed, and a time that begins with the payment need not wait for one.
            if (inHand.Definition.Law.Rule.Start is StartRule.Paid) await beginning.Begin(inHand, ClockEventKind.Paid, now, ct);
            return;
        }

        var service = inHand.Service;
        var demand = await payments.Demand(new(
            charge.Id, file.Stream, file.CitizenId, file.Service, file.Department, FeeWords.Text(service, TextKeys.Name),
            $"/applications/{file.Id}", FeeWords.Lines(service, fee, words)), ct);
        charge.PayAt(demand.PayPath);
        db.Charges.Add(charge);
        file.Charged(charge.Id, charge.Total, now);
        if (action.PauseReason is not { } reason) return;

        var due = await legalClock.Record(file.Id, ClockEventKind.Paused, reason, ct);
        file.Redate(due.DueAt);
        await desk.Redate(file.ItemId, due.DueAt, ct);
    }

    /// <summary>What the action would ask for, with the officer's own answers as far as they are given.</summary>
    public Fee Of(CaseInHand inHand, StageAction action, JsonObject? officers) =>
        FeeSchedule.Charge(inHand.Definition, action, inHand.Answers.Answers, officers ?? [], clock.Today);

    /// <summary>The gateway may have taken back what the case still takes for paid: nothing is granted on that.</summary>
    public async Task MustBePaid(Case file, CancellationToken ct)
    {
        foreach (var charge in await db.Charges.Where(one => one.CaseId == file.Id && one.LapsedAt == null).Select(one => one.Id).ToListAsync(ct))
            if (await payments.Of(charge, ct) is { PaidAt: null }) throw new Refusal("case.charge-unpaid", file.Number);
    }

    /// <summary>The case is at its end: what is not paid is no longer asked for, and money on its way goes back.</summary>
    public async Task CallOff(Guid caseId, CancellationToken ct)
    {
        foreach (var open in await db.Charges.Where(one => one.CaseId == caseId && one.PaidAt == null && one.LapsedAt == null).ToListAsync(ct))
            if (await payments.Cancel(open.Id, ct)) open.Lapse(clock.Now);
    }
}

/// <summary>A further fee as whoever may read the case sees it.</summary>
/// <param name="PayPath">Where it is paid, for the citizen who owes it; null otherwise.</param>
public sealed record ChargeView(
    Guid Id, string Label, Money Total, bool Paused, DateTimeOffset AskedAt, DateTimeOffset? PaidAt, string? ReceiptNumber, DateTimeOffset? LapsedAt, string? PayPath)
{
    public bool IsOpen => PaidAt is null && LapsedAt is null;

    internal static ChargeView Of(Charge charge, PublishedService service, bool isPayer) => new(
        charge.Id, string.Join(", ", charge.Heads.Select(head => service.Texts[TextKeys.Fee(head)])), charge.Total, charge.PauseReason is not null && charge.FirstPaidAt is null,
        charge.AskedAt, charge.PaidAt, charge.ReceiptNumber, charge.LapsedAt, isPayer && charge is { PaidAt: null, LapsedAt: null } ? charge.PayPath : null);
}
