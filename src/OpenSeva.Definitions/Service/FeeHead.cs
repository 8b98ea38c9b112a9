namespace OpenSeva.Definitions;

/// <summary>One head of the fee.</summary>
/// <param name="Account">Government account head the money goes to.</param>
/// <param name="Amount">Paise; null when slabs decide.</param>
/// <param name="SlabField">Number or money field the slabs look at.</param>
public sealed record FeeHead(
    string Code,
    string Account,
    long? Amount,
    string? SlabField,
    IReadOnlyList<Slab> Slabs,
    IReadOnlyList<Waiver> Waivers);

/// <summary>Applies up to and including <paramref name="UpTo"/>; null is "and above".</summary>
public sealed record Slab(long? UpTo, long Amount);

/// <summary>The head falls away when the condition holds.</summary>
public sealed record Waiver(string Code, Determinant When);
