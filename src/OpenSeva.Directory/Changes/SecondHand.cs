using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <summary>
/// Where two administrators are asked for, nobody's charge grows by one alone: neither a new one, nor a later last day,
/// nor an undo that puts back a charge which ended. Shortening one remains the act of one.
/// </summary>
internal static class SecondHand
{
    public static void Check(Book before, Book after, IEnumerable<Change> written)
    {
        foreach (var subject in written.Select(line => line.Subject).Distinct())
            if (after.Latest(subject) is ChargeEntry now && !Covers(before.Latest(subject) as ChargeEntry, now)) throw new Refusal("directory.second-needed");
    }

    private static bool Covers(ChargeEntry? earlier, ChargeEntry now) =>
        earlier is not null && (earlier.Post, earlier.Staff, earlier.As) == (now.Post, now.Staff, now.As)
        && earlier.From <= now.From && (earlier.Until ?? DateOnly.MaxValue) >= (now.Until ?? DateOnly.MaxValue);
}
