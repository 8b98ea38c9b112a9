using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Kernel;
using OpenSeva.Payments.Demands;
using OpenSeva.Payments.Gateways;
using OpenSeva.Payments.Receipts;
using OpenSeva.Payments.Refunds;

namespace OpenSeva.Payments.Attempts;

/// <summary>What became of a gateway's news.</summary>
internal enum Outcome { Noted, Settled, Surplus, Refunded, Reversed, Unchanged, Repeated, Unknown, Partial }

/// <summary>
/// The one place where news of money is taken in, whoever brings it: a webhook, reconciliation, the payer asking.
/// News about one thing is heard one after the other; a demand is settled at most once, and what is too much goes back.
/// </summary>
internal sealed partial class HearGateway(Work work, TimeProvider clock, ILogger<HearGateway> log)
{
    private static readonly Meter Meter = new("OpenSeva.Payments");
    private static readonly Counter<long> HeardNews = Meter.CreateCounter<long>("openseva.payments.news");

    /// <param name="message">The gateway's name for the message, when it sent one.</param>
    public async Task<Outcome> Hear(string gateway, GatewayNews news, string? message, CancellationToken ct)
    {
        var outcome = await work.Run((PaymentsDb db, Numbers numbers) => Take(db, numbers, gateway, news, message, ct), ct);
        HeardNews.Add(1, new("gateway", gateway), new("outcome", outcome.ToString()));
        if (outcome is Outcome.Unknown) LogUnknown(gateway, news.Order);
        else LogHeard(gateway, news.Order, news.Kind, outcome);
        return outcome;
    }

    private async Task<Outcome> Take(PaymentsDb db, Numbers numbers, string gateway, GatewayNews news, string? message, CancellationToken ct)
    {
        var reference = await db.Payments.Where(p => p.Order == news.Order && p.Gateway == gateway)
            .Join(db.Demands, p => p.DemandId, d => d.Id, (p, d) => (Guid?)d.Reference).FirstOrDefaultAsync(ct);
        await db.Turn(reference ?? news.Order, ct);
        if (message is not null && await db.Messages.AnyAsync(m => m.Gateway == gateway && m.Message == message, ct)) return Outcome.Repeated;

        var outcome = reference is null ? Outcome.Unknown : await Apply(db, numbers, gateway, news, ct);
        if (message is not null)
        {
            db.Messages.Add(new()
            {
                Gateway = gateway, Message = message, Order = news.Order, Transaction = news.Transaction,
                Kind = news.Kind, Amount = news.Amount, At = clock.Now, Outcome = outcome.ToString(),
            });
        }

        return outcome;
    }

    private async Task<Outcome> Apply(PaymentsDb db, Numbers numbers, string gateway, GatewayNews news, CancellationToken ct)
    {
        var attempts = await db.Payments.Where(p => p.Order == news.Order && p.Gateway == gateway).ToListAsync(ct);
        var demandId = attempts[0].DemandId;
        var demand = await db.Demands.SingleAsync(d => d.Id == demandId, ct);
        var payment = attempts.Find(p => p.Transaction == news.Transaction && news.Transaction is not null) ?? attempts.Find(p => p.Transaction is null);
        if (payment is null)
        {
            // No transaction named: it speaks of an order whose transactions are known, and adds nothing to them.
            if (news.Transaction is null) return Outcome.Unchanged;
            payment = attempts[0].Twin(clock.Now);
            db.Payments.Add(payment);
        }

        if (news.Kind is NewsKind.Succeeded && news.Transaction is null) return Outcome.Unchanged;
        if (news.Kind is NewsKind.Refunded && PaymentRules.HoldsMoney(payment.State) && news.Amount != payment.Received) return Outcome.Partial;
        var settles = demand.IsOpen && news.Amount == demand.Total;
        var before = payment.Hear(news, settles, clock.Now);
        return before == payment.State ? Outcome.Unchanged : await Follow(db, numbers, demand, payment, before, ct);
    }

    // The table has decided; here the demand, the receipt and the refund follow it.
    private async Task<Outcome> Follow(PaymentsDb db, Numbers numbers, Demand demand, Payment payment, PaymentState before, CancellationToken ct)
    {
        switch (payment.State)
        {
            case PaymentState.Paid:
                var receipt = await Receipt.Draw(demand, payment, numbers, clock, ct);
                db.Receipts.Add(receipt);
                demand.Settle(receipt.Number, clock.Now);
                return Outcome.Settled;

            case PaymentState.Surplus when before is not PaymentState.Refunding:
                db.Refunds.Add(Refund.Owe(demand, payment, clock.Now));
                return Outcome.Surplus;

            case PaymentState.Surplus:
                (await db.Refunds.SingleAsync(r => r.PaymentId == payment.Id, ct)).Failed(clock.Now);
                return Outcome.Noted;

            case PaymentState.Refunded when before is PaymentState.Paid:
                demand.Reverse(clock.Now);
                (await db.Receipts.SingleAsync(r => r.PaymentId == payment.Id, ct)).Void(clock.Now);
                return Outcome.Reversed;

            case PaymentState.Refunded when before is PaymentState.Surplus or PaymentState.Refunding:
                (await db.Refunds.SingleAsync(r => r.PaymentId == payment.Id, ct)).Done(clock.Now);
                demand.TellOfRefund(payment.Received, clock.Now);
                return Outcome.Refunded;

            default:
                return Outcome.Noted;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Gateway} told of {Kind} for order {Order}: {Outcome}")]
    private partial void LogHeard(string gateway, Guid order, NewsKind kind, Outcome outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Gateway} told of order {Order}, which is not ours")]
    private partial void LogUnknown(string gateway, Guid order);
}
