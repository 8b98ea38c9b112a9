using OpenSeva.Kernel;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Demands;

namespace OpenSeva.Payments.Refunds;

/// <summary>Why money goes back.</summary>
internal enum RefundReason { PaidAlready, DemandReplaced, OtherAmount }

/// <summary>Money that settled nothing, or whose thing is not wanted any more, on its way back to the payer.</summary>
internal sealed class Refund : Entity
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    public override string Stream => Thread;

    public Guid PaymentId { get; private init; }

    public string Thread { get; private init; } = "";

    public Money Amount { get; private init; }

    public RefundReason Reason { get; private init; }

    public DateTimeOffset OwedAt { get; private init; }

    public DateTimeOffset? AskedAt { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>When the gateway is asked (again); null once it accepted.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    public int Tries { get; private set; }

    private Refund()
    {
    }

    public static Refund Owe(Demand demand, Payment payment, DateTimeOffset now) => new()
    {
        PaymentId = payment.Id, Thread = demand.Thread, Amount = payment.Received, OwedAt = now, NextTryAt = now,
        Reason = demand.State switch
        {
            DemandState.Paid => RefundReason.PaidAlready,
            DemandState.Replaced => RefundReason.DemandReplaced,
            _ => RefundReason.OtherAmount,
        },
    };

    public void Asked(DateTimeOffset now) => (AskedAt, NextTryAt) = (now, null);

    /// <summary>The gateway did not take it, or could not carry it out: asked again after a growing pause.</summary>
    public void Failed(DateTimeOffset now)
    {
        Tries++;
        var pause = TimeSpan.FromSeconds(10 * Math.Pow(2, Math.Min(Tries, 20)));
        (AskedAt, NextTryAt) = (null, now + (pause < LongestPause ? pause : LongestPause));
    }

    public void Done(DateTimeOffset now) => (DoneAt, NextTryAt) = (now, null);
}
