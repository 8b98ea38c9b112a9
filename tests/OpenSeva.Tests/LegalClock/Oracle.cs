using OpenSeva.LegalClock;

namespace OpenSeva.Tests.LegalClock;

/// <summary>
/// The law read aloud, one day and one event at a time, by somebody who has not seen the program and is in no hurry.
/// </summary>
internal static class Oracle
{
    public static DateTimeOffset? Due(ClockRule rule, WorkCalendar calendar, IEnumerable<ClockEvent> given)
    {
        var events = given.OrderBy(e => e.At).ToList();
        var stop = events.Find(e => e.Kind is ClockEventKind.Stopped)?.At ?? DateTimeOffset.MaxValue;
        events = [.. events.TakeWhile(e => e.Kind is not ClockEventKind.Stopped)];

        // Declarations are read out in the order they were made; the first that comes too late ends the reading.
        var known = calendar.Holidays.Where(h => h.DeclaredAt is null).Select(h => h.Date).ToHashSet();
        var due = Count(rule, calendar, events, known);
        foreach (var holiday in calendar.Holidays.Where(h => h.DeclaredAt is not null).OrderBy(h => h.DeclaredAt))
        {
            if (holiday.DeclaredAt > stop || holiday.DeclaredAt > due) break;
            known.Add(holiday.Date);
            due = Count(rule, calendar, events, known);
        }
        return due;
    }

    private static DateTimeOffset? Count(ClockRule rule, WorkCalendar calendar, List<ClockEvent> events, HashSet<DateOnly> holidays)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone);
        var start = events.Find(e => e.Kind.ToString() == rule.Start.ToString());
        if (start is null) return null;

        var day = TimeZoneInfo.ConvertTime(start.At, zone).Date;
        var left = rule.Limit;
        for (var guard = 0; guard < 3_000; guard++)
        {
            day = day.AddDays(1);
            var hours = calendar.Week.Where(h => h.Day == day.DayOfWeek).ToList();
            var works = hours.Count > 0 && !calendar.ClosedWeekdays.Any(n => n.Day == day.DayOfWeek && (day.Day + 6) / 7 == n.N);
            var open = works && !holidays.Contains(DateOnly.FromDateTime(day));
            var moment = works
                ? TimeZoneInfo.ConvertTimeToUtc(day + hours.Max(h => h.Closes).ToTimeSpan(), zone)
                : EndOf(day, zone);

            if (!Runs(rule, events, moment)) continue;
            if (!open && (rule.Unit == LimitUnit.WorkingDays || left == 1)) continue;
            if (--left == 0) return moment;
        }
        return null;
    }

    /// <summary>Looks at the office's wall clock every quarter of an hour until it shows the next date.</summary>
    private static DateTimeOffset EndOf(DateTime day, TimeZoneInfo zone)
    {
        var moment = new DateTimeOffset(day.AddHours(8), TimeSpan.Zero);
        while (TimeZoneInfo.ConvertTime(moment, zone).Date <= day) moment = moment.AddMinutes(15);
        return moment;
    }

    private static bool Runs(ClockRule rule, List<ClockEvent> events, DateTimeOffset moment)
    {
        var standing = new HashSet<string>();
        foreach (var happened in events.TakeWhile(e => e.At <= moment))
        {
            if (happened.Kind is ClockEventKind.Paused && rule.PauseReasons.Contains(happened.Reason!)) standing.Add(happened.Reason!);
            if (happened.Kind is ClockEventKind.Resumed && happened.Reason is null) standing.Clear();
            if (happened.Kind is ClockEventKind.Resumed && happened.Reason is not null) standing.Remove(happened.Reason);
        }
        return standing.Count == 0;
    }
}
