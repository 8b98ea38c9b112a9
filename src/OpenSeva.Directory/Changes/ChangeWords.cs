using OpenSeva.Kernel;
using OpenSeva.Ui;

namespace OpenSeva.Directory;

/// <summary>Says in a sentence what a line of the book is about.</summary>
internal static class ChangeWords
{
    /// <summary>"Office: Taluk Office, Kanayannur (EKM-T1)".</summary>
    public static string Say(Words words, Book book, Change line)
    {
        var entry = line.Content ?? book.Find(line.Undoes ?? Guid.Empty)?.Content ?? Before(book, line);
        var kind = words[$"directory.kind.{line.Subject[..line.Subject.IndexOf('/', StringComparison.Ordinal)]}"];
        return $"{kind}: {(entry is null ? line.Subject : Name(words, entry))}";
    }

    /// <summary>What the line does: sets it, ends it, or takes another line back.</summary>
    public static string Act(Words words, Book book, Change line) => line switch
    {
        { Undoes: { } undone } => words["directory.act.undo", book.Find(undone)?.Number],
        { Content: null } => words["directory.act.cease", Dates.Day(line.EffectiveOn)],
        _ => words["directory.act.state", Dates.Day(line.EffectiveOn)],
    };

    private static Entry? Before(Book book, Change line) =>
        book.History(line.Subject).LastOrDefault(earlier => earlier.Number < line.Number && earlier.Content is not null)?.Content;

    private static string Name(Words words, Entry entry) => entry switch
    {
        UnitEntry unit => $"{unit.Name} ({unit.Code})",
        LinkEntry link => $"{link.Village} – {link.LocalBody}",
        DepartmentEntry department => $"{department.Name} ({department.Code})",
        CalendarEntry calendar => $"{calendar.Name} ({calendar.Code})",
        HolidayEntry holiday => $"{Dates.Day(holiday.Date)}, {holiday.Name} ({holiday.Calendar})",
        OfficeEntry office => $"{office.Name} ({office.Code})",
        PostEntry post => $"{post.Title} ({post.Code})",
        ChargeEntry charge => $"{charge.Name}, {words[$"directory.as.{charge.As}"]}, {Span(words, charge.From, charge.Until)}",
        AbsenceEntry absence => Span(words, absence.From, absence.Until),
        _ => entry.Subject,
    };

    /// <summary>"1 January 2026 to 30 June 2026", or "since 1 January 2026".</summary>
    public static string Span(Words words, DateOnly from, DateOnly? until) =>
        until is { } last ? words["directory.span", Dates.Day(from), Dates.Day(last)] : words["directory.span.open", Dates.Day(from)];
}
