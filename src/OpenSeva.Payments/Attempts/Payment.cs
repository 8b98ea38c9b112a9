using OpenSeva.Kernel;
using OpenSeva.Payments.Demands;
using OpenSeva.Payments.Gateways;

namespace OpenSeva.Payments.Attempts;

/// <summary>One attempt to pay a demand through a gateway: at most one transaction of that gateway.</summary>
internal sealed class Payment : Entity
{
    private const int MostChecks = 24;
    private static readonly TimeSpan FirstCheck = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);
    private static readonly TimeSpan WaitedLong = TimeSpan.FromMinutes(30);

    public override string Stream => Thread;

    public Guid DemandId { get; private init; }

    public string Thread { get; private init; } = "";

    public string Gateway { get; private init; } = "";

    /// <summary>Our name for the attempt at the gateway. Two transactions under one order are two payments.</summary>
    public Guid Order { get; private init; }

    /// <summary>The gateway's name for the money's movement; null until it told.</summary>
    public string? Transaction { get; private set; }

    /// <summary>What was asked for.</summary>
    public Money Amount { get; private init; }

    /// <summary>What came.</summary>
    public Money Received { get; private set; }

    public PaymentState State { get; private set; }

    public DateTimeOffset StartedAt { get; private init; }

    public DateTimeOffset? HeardAt { get; private set; }

    /// <summary>When reconciliation asks the gateway; null when it no longer does.</summary>
    public DateTimeOffset? NextCheckAt { get; private set; }

    public int Checks { get; private set; }

    private Payment()
    {
    }

    /// <summary>The payer goes to the gateway's pages.</summary>
    public static Payment Start(Demand demand, string gateway, DateTimeOffset now)
    {
        if (!demand.IsOpen) throw new Refusal("payment.already-paid");
        return New(demand, gateway, Guid.CreateVersion7(), now);
    }

    /// <summary>The payer may scan the demand's code; the order is the demand itself.</summary>
    public static Payment ByCode(Demand demand, string gateway, DateTimeOffset now) => New(demand, gateway, demand.Id, now);

    /// <summary>A second transaction under an order that already has one: paid twice, or once more after a failure.</summary>
    public Payment Twin(DateTimeOffset now) => new()
    {
        DemandId = DemandId, Thread = Thread, Gateway = Gateway, Order = Order, Amount = Amount, StartedAt = now, NextCheckAt = now + FirstCheck,
    };

    /// <returns>The state before.</returns>
    public PaymentState Hear(GatewayNews news, bool settles, DateTimeOffset now)
    {
        var before = State;
        State = PaymentRules.After(State, news.Kind, settles);
        Transaction ??= news.Transaction;
        // What came is what the first success said; whatever is told later about it moves no money.
        if (PaymentRules.HoldsMoney(State) && !PaymentRules.HoldsMoney(before)) Received = news.Amount;
        if (State != before || HeardAt is null) HeardAt = now;
        if (State is PaymentState.Paid or PaymentState.Refunded) NextCheckAt = null;
        return before;
    }

    /// <summary>What it paid for is not wanted any more: its money is to go back.</summary>
    public void GiveBack()
    {
        if (State is PaymentState.Paid) State = PaymentState.Surplus;
    }

    public void RefundAsked()
    {
        if (State is PaymentState.Surplus) State = PaymentState.Refunding;
    }

    /// <summary>Reconciliation asked the gateway; the pauses grow, and end.</summary>
    public void Checked(DateTimeOffset now)
    {
        if (NextCheckAt is null) return;
        Checks++;
        if (State is PaymentState.Started && now - StartedAt > WaitedLong) State = PaymentState.Lapsed;
        var pause = FirstCheck * Math.Pow(2, Math.Min(Checks, 20));
        NextCheckAt = Checks < MostChecks ? now + (pause < LongestPause ? pause : LongestPause) : null;
    }

    private static Payment New(Demand demand, string gateway, Guid order, DateTimeOffset now) => new()
    {
        DemandId = demand.Id, Thread = demand.Thread, Gateway = gateway, Order = order, Amount = demand.Total, StartedAt = now, NextCheckAt = now + FirstCheck,
    };
}
