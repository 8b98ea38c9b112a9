using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Gateways;
using OpenSeva.Payments.Refunds;

namespace OpenSeva.Payments.Demands;

/// <summary>What other rooms ask of this one.</summary>
internal sealed class PaymentsDesk(PaymentsDb db, GatewayList gateways, TimeProvider clock) : IPayments
{
    public async Task<DemandCard> Demand(NewDemand demand, CancellationToken ct)
    {
        await db.Turn(demand.Reference, ct);
        var current = await Counting(demand.Reference, ct);
        if (current is not null)
        {
            if (!current.IsOpen || current.AsksTheSame(demand)) return current.Card();
            current.Replace();
        }

        var asked = Demands.Demand.Ask(demand, clock.Now);
        db.Demands.Add(asked);
        // Every open demand carries a code that can be scanned: an attempt from the start, which reconciliation looks after.
        if (asked.IsOpen && gateways.Current is { Upi: not null } gateway) db.Payments.Add(Payment.ByCode(asked, gateway.Name, clock.Now));
        return asked.Card();
    }

    public async Task<bool> Cancel(Guid reference, CancellationToken ct)
    {
        await db.Turn(reference, ct);
        var current = await Counting(reference, ct);
        if (current is { IsOpen: false }) return false;

        current?.Replace();
        return true;
    }

    public async Task Return(Guid reference, CancellationToken ct)
    {
        await db.Turn(reference, ct);
        if (await Counting(reference, ct) is not { } current) return;

        current.Withdraw();
        if (await db.Payments.SingleOrDefaultAsync(p => p.DemandId == current.Id && p.State == PaymentState.Paid, ct) is not { } paid) return;
        paid.GiveBack();
        db.Refunds.Add(Refund.Owe(current, paid, clock.Now));
        (await db.Receipts.SingleAsync(r => r.PaymentId == paid.Id, ct)).Void(clock.Now);
    }

    public async Task<DemandCard?> Of(Guid reference, CancellationToken ct) => (await Counting(reference, ct))?.Card();

    // What this very command has withdrawn still counts in the database.
    private async Task<Demand?> Counting(Guid reference, CancellationToken ct) =>
        await db.Demands.SingleOrDefaultAsync(d => d.CountsFor == reference, ct) is { CountsFor: not null } demand ? demand : null;
}
