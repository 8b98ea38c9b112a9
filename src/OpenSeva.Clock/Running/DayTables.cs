using System.Collections.Concurrent;
using OpenSeva.LegalClock;

namespace OpenSeva.Clock;

/// <summary>Keeps each calendar's day table until the calendar changes. Holidays are named in many languages; only their days count here.</summary>
internal sealed class DayTables
{
    private readonly ConcurrentDictionary<string, DayTable> byCode = new();

    public DayTable Of(WorkCalendar calendar) =>
        byCode.TryGetValue(calendar.Code, out var kept) && IsSame(kept.Calendar, calendar)
            ? kept
            : byCode[calendar.Code] = new DayTable(calendar);

    private static bool IsSame(WorkCalendar one, WorkCalendar other) =>
        ReferenceEquals(one, other)
        || (one.TimeZone == other.TimeZone
            && one.Week.SequenceEqual(other.Week)
            && one.ClosedWeekdays.SequenceEqual(other.ClosedWeekdays)
            && one.Holidays.Count == other.Holidays.Count
            && one.Holidays.Zip(other.Holidays).All(pair => (pair.First.Date, pair.First.DeclaredAt) == (pair.Second.Date, pair.Second.DeclaredAt)));
}
