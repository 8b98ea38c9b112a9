using OpenSeva.Kernel;

namespace OpenSeva.Contracts.Payments;

/// <summary>What is owed, what was paid.</summary>
public interface IPayments
{
    /// <summary>
    /// Asks for a fee. An earlier demand for the same thing that nobody paid is replaced (one that asks the same stays);
    /// a paid one stays and is returned. A demand whose lines come to nothing is settled at once, without a receipt and
    /// without an event. Called inside a command.
    /// </summary>
    Task<DemandCard> Demand(NewDemand demand, CancellationToken ct);

    /// <summary>
    /// Nobody wants the thing any more, or not in this form: its open demand no longer counts, and money that still
    /// arrives for it goes back. Called inside a command.
    /// </summary>
    /// <returns>False when it is paid: then it stays.</returns>
    Task<bool> Cancel(Guid reference, CancellationToken ct);

    /// <summary>
    /// Nobody wants the thing any more, or it costs something else now: what was paid for it goes back whole and its
    /// receipt is void; an open demand no longer counts. Called inside a command.
    /// </summary>
    Task Return(Guid reference, CancellationToken ct);

    /// <summary>The demand that counts for a thing: paid, or else open.</summary>
    Task<DemandCard?> Of(Guid reference, CancellationToken ct);
}

/// <param name="Reference">What the fee is for: the draft's id, which becomes the case's.</param>
/// <param name="Payer">Citizen who owes it.</param>
/// <param name="ReturnPath">Page the payer comes back to.</param>
public sealed record NewDemand(
    Guid Reference, string Stream, Guid Payer, string Service, string Department, LocalText Title, string ReturnPath, IReadOnlyList<DemandLine> Lines);

/// <summary>One head of the fee with the reason of its amount (slab, waiver).</summary>
public sealed record DemandLine(string Head, string Account, LocalText Label, Money Amount, LocalText? Reason);

/// <param name="PaidAt">Null while anything is owed.</param>
/// <param name="PayPath">Page on which it is paid.</param>
public sealed record DemandCard(Guid Id, Guid Reference, Money Total, DateTimeOffset? PaidAt, string? ReceiptNumber, string PayPath);

public sealed record DemandPaid(Guid DemandId, Guid Reference, Guid Payer, LocalText Title, Money Total, string ReceiptNumber, DateTimeOffset At) : IEvent;

/// <summary>The gateway took back a payment that had settled a demand: it is owed again, its receipt is void.</summary>
public sealed record DemandReversed(Guid DemandId, Guid Reference, Guid Payer, LocalText Title, Money Total, string ReceiptNumber, DateTimeOffset At) : IEvent;

/// <summary>Money that settled nothing (paid twice, too late, another amount), or what was paid for a thing nobody wants any more, went back to the payer.</summary>
public sealed record PaymentRefunded(Guid DemandId, Guid Reference, Guid Payer, LocalText Title, Money Amount, DateTimeOffset At) : IEvent;

/// <summary>For the demonstration's own story: the payer pays at the sandbox gateway, and it goes well.</summary>
public interface ISandboxPayer
{
    /// <summary>Called as the payer, outside any command.</summary>
    Task Pay(Guid demandId, CancellationToken ct);
}
