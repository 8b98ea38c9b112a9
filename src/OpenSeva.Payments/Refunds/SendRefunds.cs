using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Kernel;
using OpenSeva.Payments.Gateways;

namespace OpenSeva.Payments.Refunds;

/// <summary>Asks the gateways to pay back what is owed to payers. A refund keeps one id, so asking twice pays once.</summary>
internal sealed partial class SendRefunds(PaymentsDb db, Work work, GatewayList gateways, TimeProvider clock, ILogger<SendRefunds> log) : IJob
{
    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public async Task Run(CancellationToken ct)
    {
        var now = clock.Now;
        var owed = await (from refund in db.Refunds
                          join payment in db.Payments on refund.PaymentId equals payment.Id
                          join demand in db.Demands on payment.DemandId equals demand.Id
                          where refund.NextTryAt <= now
                          orderby refund.NextTryAt
                          select new Owed(refund.Id, payment.Id, demand.Reference, payment.Gateway, payment.Transaction, refund.Amount)).Take(50).ToListAsync(ct);
        foreach (var one in owed) await Send(one, ct);
    }

    private async Task Send(Owed owed, CancellationToken ct)
    {
        var accepted = false;
        try
        {
            if (gateways.Find(owed.Gateway) is { } gateway && owed.Transaction is not null)
            {
                await gateway.Refund(owed.Id, owed.Transaction, owed.Amount, ct);
                accepted = true;
            }
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            LogNotTaken(owed.Id, owed.Gateway, error.GetType().Name);
        }

        await work.Run(async (PaymentsDb db) =>
        {
            await db.Turn(owed.Reference, ct);
            var refund = await db.Refunds.SingleAsync(r => r.Id == owed.Id, ct);
            // The gateway may have told that it is done before its answer was read.
            if (refund.DoneAt is not null || refund.NextTryAt is null) return false;
            if (!accepted)
            {
                refund.Failed(clock.Now);
                return false;
            }

            refund.Asked(clock.Now);
            (await db.Payments.SingleAsync(p => p.Id == owed.PaymentId, ct)).RefundAsked();
            return true;
        }, ct);
    }

    private sealed record Owed(Guid Id, Guid PaymentId, Guid Reference, string Gateway, string? Transaction, Money Amount);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refund {Refund} was not taken by {Gateway}: {Kind}")]
    private partial void LogNotTaken(Guid refund, string gateway, string kind);
}
