using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Gateways;

namespace OpenSeva.Payments.Demands;

/// <summary>What other rooms ask of this one.</summary>
internal sealed class PaymentsDesk(PaymentsDb db, GatewayList gateways, TimeProvider clock) : IPayments
{
    public async Task<DemandCard> Demand(NewDemand demand, CancellationToken ct)
    {
        await db.Turn(demand.Reference, ct);
        var current = await db.Demands.SingleOrDefaultAsync(d => d.CountsFor == demand.Reference, ct);
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
        var current = await db.Demands.SingleOrDefaultAsync(d => d.CountsFor == reference, ct);
        if (current is { IsOpen: false }) return false;

        current?.Replace();
        return true;
    }

    public async Task<DemandCard?> Of(Guid reference, CancellationToken ct) =>
        (await db.Demands.SingleOrDefaultAsync(d => d.CountsFor == reference, ct))?.Card();
}
