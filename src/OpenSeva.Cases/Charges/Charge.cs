using OpenSeva.Contracts.Cases;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Charges;

/// <summary>A further fee that an officer asked for while the application was with the office. Its id is the demand's reference.</summary>
internal sealed class Charge : Entity
{
    public Guid CaseId { get; private init; }

    /// <summary>Code of the definition's action.</summary>
    public string Action { get; private init; } = "";
    public IReadOnlyList<string> Heads { get; private init; } = [];
    public Money Total { get; private init; }

    /// <summary>The named pause on the legal clock; null when the clock runs on.</summary>
    public string? PauseReason { get; private init; }
    public Guid PostId { get; private init; }
    public DateTimeOffset AskedAt { get; private init; }
    public string PayPath { get; private set; } = "";
    public DateTimeOffset? PaidAt { get; private set; }

    /// <summary>The clock went on with the first payment; one that is taken back and made again moves nothing.</summary>
    public DateTimeOffset? FirstPaidAt { get; private set; }
    public string? ReceiptNumber { get; private set; }

    /// <summary>The case came to its end, or the desk called it off, before it was paid.</summary>
    public DateTimeOffset? LapsedAt { get; private set; }

    public override string Stream => CaseCard.StreamOf(CaseId);

    private Charge()
    {
    }

    public static Charge Ask(Guid caseId, string action, IReadOnlyList<string> heads, Money total, string? pause, Guid post, DateTimeOffset now) =>
        new() { CaseId = caseId, Action = action, Heads = heads, Total = total, PauseReason = pause, PostId = post, AskedAt = now };

    public void PayAt(string path) => PayPath = path;

    /// <returns>True for the first payment of all.</returns>
    public bool Pay(string receipt, DateTimeOffset at)
    {
        var first = FirstPaidAt is null;
        (PaidAt, ReceiptNumber, LapsedAt) = (at, receipt, null);
        FirstPaidAt ??= at;
        return first;
    }

    /// <summary>The gateway took the money back: it is owed again.</summary>
    public void TakeBack() => (PaidAt, ReceiptNumber) = (null, null);

    public void Lapse(DateTimeOffset now) => LapsedAt ??= now;
}
