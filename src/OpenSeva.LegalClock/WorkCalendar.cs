namespace OpenSeva.LegalClock;

/// <summary>When an office is open: its week, its holidays, its time zone.</summary>
/// <param name="Code">Stable code, unique in the state.</param>
/// <param name="TimeZone">IANA name, for example Asia/Kolkata.</param>
/// <param name="Week">Opening hours; a weekday without an entry is closed.</param>
/// <param name="Holidays">Closed dates with their reason; <see cref="Holiday.DeclaredAt"/> says since when that was known.</param>
/// <param name="ClosedWeekdays">Recurring closures such as the second Saturday.</param>
public sealed record WorkCalendar(
    string Code,
    string TimeZone,
    IReadOnlyList<OpenHours> Week,
    IReadOnlyList<Holiday> Holidays,
    IReadOnlyList<NthWeekday> ClosedWeekdays);

/// <summary>One weekday's opening hours, local time.</summary>
public sealed record OpenHours(DayOfWeek Day, TimeOnly Opens, TimeOnly Closes);

/// <summary>A date on which the office is closed, and why.</summary>
/// <param name="DeclaredAt">When it was declared; null means it was always known.</param>
public sealed record Holiday(DateOnly Date, string Reason, DateTimeOffset? DeclaredAt = null);

/// <summary>"The second Saturday": the Nth weekday of every month is closed. N is 1 to 5.</summary>
public sealed record NthWeekday(int N, DayOfWeek Day);
