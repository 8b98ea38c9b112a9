using OpenSeva.Contracts.Notices;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Notices.Telling;

/// <summary>Tells payers what became of their money.</summary>
internal sealed class TellOfPayments(Work work) : IHandle<DemandPaid>, IHandle<PaymentRefunded>, IHandle<DemandReversed>
{
    public Task Handle(DemandPaid paid, CancellationToken ct) => Tell(paid.Payer, paid.DemandId, language =>
        Telling.Say(Templates.PaymentReceived, paid.Total.ToString(), paid.Title.In(language), paid.ReceiptNumber), ct);

    public Task Handle(PaymentRefunded refunded, CancellationToken ct) => Tell(refunded.Payer, refunded.DemandId, language =>
        Telling.Say(Templates.PaymentRefunded, refunded.Amount.ToString(), refunded.Title.In(language)), ct);

    public Task Handle(DemandReversed reversed, CancellationToken ct) => Tell(reversed.Payer, reversed.DemandId, language =>
        Telling.Say(Templates.PaymentTakenBack, reversed.Total.ToString(), reversed.Title.In(language), reversed.ReceiptNumber), ct);

    private Task<bool> Tell(Guid payer, Guid demandId, Func<string, Task<(string Template, IReadOnlyList<string> Values)?>> write, CancellationToken ct) =>
        work.Run((Telling telling) => telling.Tell(payer, $"/pay/{demandId}", write, ct), ct);
}
