using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <summary>
/// Nobody gives themselves a desk: what a person may act in never grows by their own hand, neither by a charge, nor by
/// marking the holder absent, nor by a role or an area more for the post they hold, nor by undoing what took it away.
/// </summary>
internal static class OwnReach
{
    private static readonly bool[] Waiting = [false], Acting = [false, true];

    /// <param name="first">First day that what was written may change.</param>
    public static void Check(Book before, Book after, Guid person, DateOnly first)
    {
        foreach (var day in Days(before, after, person, first))
            if (Of(after, person, day).Except(Of(before, person, day)).Any()) throw new Refusal("directory.own-desk");
    }

    /// <summary>The days on which it may change: where the frame turns, and where a charge or an absence begins or ends.</summary>
    private static IEnumerable<DateOnly> Days(Book before, Book after, Guid person, DateOnly first)
    {
        var charges = after.Subjects.Select(after.Latest).OfType<ChargeEntry>().ToList();
        var posts = charges.Where(charge => charge.Staff == person).Select(charge => charge.Post).ToHashSet();
        if (posts.Count is 0) return [];

        var around = charges.Where(charge => posts.Contains(charge.Post)).ToList();
        var people = around.Select(charge => charge.Staff).ToHashSet();
        return after.Turns(first).Concat(before.Turns(first))
            .Concat(around.SelectMany(charge => Ends(charge.From, charge.Until)))
            .Concat(new[] { before, after }.SelectMany(book => book.Subjects.Select(book.Latest).OfType<AbsenceEntry>())
                .Where(absence => people.Contains(absence.Staff)).SelectMany(absence => Ends(absence.From, absence.Until)))
            .Concat(before.Subjects.Select(before.Latest).OfType<ChargeEntry>().Where(charge => posts.Contains(charge.Post)).SelectMany(charge => Ends(charge.From, charge.Until)))
            .Distinct();
    }

    private static IEnumerable<DateOnly> Ends(DateOnly from, DateOnly? until) => until is { } last && last < DateOnly.MaxValue ? [from, last.AddDays(1)] : [from];

    /// <summary>What the person may do on the day: from the posts they act from, and from those they would act from if nobody came before them.</summary>
    private static IEnumerable<(bool Acts, Guid Post, string Role, string Unit)> Of(Book book, Guid person, DateOnly on)
    {
        var day = new DirectoryDay(book, on);
        return
            from post in day.Posts.Values
            where day.ChargesOf(post.Id).Any(charge => charge.Staff == person)
            from acts in day.Holder(post.Id)?.Staff == person ? Acting : Waiting
            from role in post.Roles
            from unit in post.Units
            select (acts, post.Id, role, unit);
    }
}
