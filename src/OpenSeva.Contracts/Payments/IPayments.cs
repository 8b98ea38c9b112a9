using OpenSeva.Kernel;

namespace OpenSeva.Contracts.Payments;

/// <summary>What is owed, what was paid.</summary>
public interface IPayments
{
    /// <summary>Asks for a fee. An earlier demand for the same thing that nobody paid is replaced; a paid one stays and is returned.</summary>
    Task<DemandCard> Demand(NewDemand demand, CancellationToken ct);

    Task<DemandCard?> Of(Guid reference, CancellationToken ct);
}

/// <param name="Reference">What the fee is for: the draft's id, which becomes the case's.</param>
/// <param name="Payer">Citizen who owes it.</param>
/// <param name="ReturnPath">Page the payer comes back to.</param>
public sealed record NewDemand(
    Guid Reference, string Stream, Guid Payer, string Service, string Department, LocalText Title, string ReturnPath, IReadOnlyList<DemandLine> Lines);

/// <summary>One head of the fee with the reason of its amount (slab, waiver).</summary>
public sealed record DemandLine(string Head, string Account, LocalText Label, Money Amount, LocalText? Reason);

/// <param name="PayPath">Page on which it is paid.</param>
public sealed record DemandCard(Guid Id, Guid Reference, Money Total, DateTimeOffset? PaidAt, string? ReceiptNumber, string PayPath);

public sealed record DemandPaid(Guid DemandId, Guid Reference, Guid Payer, Money Total, string ReceiptNumber, DateTimeOffset At) : IEvent;
