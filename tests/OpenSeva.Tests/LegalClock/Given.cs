using System.Globalization;
using OpenSeva.LegalClock;

namespace OpenSeva.Tests.LegalClock;

/// <summary>Words in which the clock's tests are told.</summary>
internal static class Given
{
    /// <summary>Monday to Saturday 10:15 to 17:15 in Kolkata, second Saturdays closed, no holidays.</summary>
    public static readonly WorkCalendar Kerala = new(
        "kerala",
        "Asia/Kolkata",
        [.. Enumerable.Range(1, 6).Select(day => new OpenHours((DayOfWeek)day, new TimeOnly(10, 15), new TimeOnly(17, 15)))],
        [],
        [new NthWeekday(2, DayOfWeek.Saturday)]);

    public static ClockRule WorkingDays(int limit, params string[] pauses) =>
        new(limit, LimitUnit.WorkingDays, StartRule.Received, pauses);

    public static ClockRule CalendarDays(int limit, params string[] pauses) =>
        new(limit, LimitUnit.CalendarDays, StartRule.Received, pauses);

    public static WorkCalendar With(this WorkCalendar calendar, params Holiday[] holidays) =>
        calendar with { Holidays = holidays };

    public static Holiday Holiday(string date, string reason, string? declaredAt = null) =>
        new(DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture), reason, declaredAt is null ? null : At(declaredAt));

    public static ClockEvent Received(string at) => new(ClockEventKind.Received, At(at));
    public static ClockEvent Paused(string at, string reason) => new(ClockEventKind.Paused, At(at), reason);
    public static ClockEvent Resumed(string at, string? reason = null) => new(ClockEventKind.Resumed, At(at), reason);
    public static ClockEvent Stopped(string at) => new(ClockEventKind.Stopped, At(at));

    /// <summary>A wall-clock time in Kolkata, such as "2026-03-02 10:30".</summary>
    public static DateTimeOffset At(string local) =>
        new(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromMinutes(330));

    public static string? Due(this Computation computation) =>
        computation.DueAt?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static IEnumerable<string> Lines(this Computation computation) => computation.Days.Select(day =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Date:MM-dd} {day.Verdict} {day.Number}{(day.Reason is null ? "" : " " + day.Reason)}"));
}
