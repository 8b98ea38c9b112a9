using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <summary>What must hold in the directory on every day, whichever line was added or undone.</summary>
internal static class Consistency
{
    private const int DeepestUnit = 12;

    /// <summary>Refuses a book in which something hangs in the air from <paramref name="first"/> on, or somebody sits on somebody's chair.</summary>
    public static void Check(Book book, DateOnly first)
    {
        foreach (var day in book.Turns(first)) Frame(new DirectoryDay(book, day));
        People([.. book.Subjects.Select(book.Latest).OfType<ChargeEntry>()]);
        foreach (var absence in book.Subjects.Select(book.Latest).OfType<AbsenceEntry>())
            if (absence.Until < absence.From) throw new Refusal("directory.dates-reversed");
        foreach (var charge in book.Subjects.Select(book.Latest).OfType<ChargeEntry>())
            if (book.On(PostEntry.Of(charge.Post), charge.From) is null) throw new Refusal("directory.post-missing", charge.Name);
    }

    private static void Frame(DirectoryDay day)
    {
        foreach (var unit in day.Units.Values)
        {
            if (unit.Parent is { } parent && !day.Units.ContainsKey(parent)) throw new Refusal("directory.unit-missing", parent);
            if (day.Path(unit.Code).Take(DeepestUnit + 1).Count() > DeepestUnit) throw new Refusal("directory.unit-circle", unit.Code);
        }

        foreach (var office in day.Offices.Values)
        {
            if (!day.Departments.ContainsKey(office.Department)) throw new Refusal("directory.department-missing", office.Department);
            if (!day.Units.ContainsKey(office.Unit)) throw new Refusal("directory.unit-missing", office.Unit);
            if (!day.Calendars.ContainsKey(office.Calendar)) throw new Refusal("directory.calendar-missing", office.Calendar);
        }

        foreach (var post in day.Posts.Values)
        {
            if (!day.Offices.ContainsKey(post.Office)) throw new Refusal("directory.office-missing", post.Code);
            if (post.Units.FirstOrDefault(unit => !day.Units.ContainsKey(unit)) is { } missing) throw new Refusal("directory.unit-missing", missing);
        }

        foreach (var calendar in day.Calendars.Values)
            if (day.CalendarOf(calendar.Code).Mistakes().FirstOrDefault() is { } mistake) throw new Refusal("directory.calendar-wrong", calendar.Code, mistake);
        foreach (var calendar in day.Holidays)
            if (!day.Calendars.ContainsKey(calendar.Key)) throw new Refusal("directory.calendar-missing", calendar.Key);
        if (Twice(day.Offices.Values.Select(office => office.Code)) is { } officeCode) throw new Refusal("directory.code-taken", officeCode);
        if (Twice(day.Posts.Values.Select(post => post.Code)) is { } postCode) throw new Refusal("directory.code-taken", postCode);
        foreach (var charge in day.Book.Subjects.Select(day.Book.Latest).OfType<ChargeEntry>().Where(charge => charge.HoldsOn(day.Day)))
            if (!day.Posts.ContainsKey(charge.Post)) throw new Refusal("directory.post-still-held", charge.Name);
    }

    private static void People(List<ChargeEntry> charges)
    {
        foreach (var charge in charges)
            if (charge.Until < charge.From) throw new Refusal("directory.dates-reversed");
        foreach (var ofPost in charges.GroupBy(charge => (charge.Post, charge.As)))
            if (Overlapping(ofPost) is { } two) throw new Refusal("directory.post-taken", two.Name);
        foreach (var ofPerson in charges.Where(charge => charge.As is ChargeKind.Regular).GroupBy(charge => charge.Staff))
            if (Overlapping(ofPerson) is { } two) throw new Refusal("directory.person-seated", two.Name);
        foreach (var ofPerson in charges.GroupBy(charge => (charge.Post, charge.Staff)))
            if (Overlapping(ofPerson) is { } two) throw new Refusal("directory.person-seated", two.Name);
    }

    private static ChargeEntry? Overlapping(IEnumerable<ChargeEntry> charges)
    {
        ChargeEntry? before = null;
        foreach (var charge in charges.OrderBy(charge => charge.From))
        {
            if (before?.Overlaps(charge) is true) return before;
            before = charge;
        }

        return null;
    }

    private static string? Twice(IEnumerable<string> codes) =>
        codes.GroupBy(code => code, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1)?.Key;
}
