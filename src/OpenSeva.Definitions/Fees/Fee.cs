namespace OpenSeva.Definitions;

/// <summary>What an application owes, head by head, with the reason for every amount.</summary>
public sealed record Fee(IReadOnlyList<FeeLine> Lines)
{
    /// <summary>Paise over all heads that are settled.</summary>
    public long Total => Lines.Sum(line => line.Amount ?? 0);

    /// <summary>False while an answer that decides an amount is missing.</summary>
    public bool IsSettled => Lines.All(line => line.Amount is not null);
}

/// <param name="Head">Code of the fee head.</param>
/// <param name="Account">Government account head the money goes to.</param>
/// <param name="Amount">Paise; null while undecided.</param>
public sealed record FeeLine(string Head, string Account, long? Amount, FeeReason Reason);

/// <summary>Why a head comes to its amount.</summary>
public abstract record FeeReason
{
    /// <summary>The same for everybody.</summary>
    public sealed record Fixed : FeeReason;

    /// <summary>The answer lies above <paramref name="Above"/> and up to <paramref name="UpTo"/> (null: no bound).</summary>
    public sealed record BySlab(string Field, long Answer, long? Above, long? UpTo) : FeeReason;

    /// <summary>Falls away; <paramref name="Amount"/> would have been owed, null when that is undecided.</summary>
    public sealed record Waived(string Waiver, long? Amount) : FeeReason;

    /// <summary>An answer is missing.</summary>
    public sealed record Undecided(string Field) : FeeReason;
}
