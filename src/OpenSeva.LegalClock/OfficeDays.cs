using System.Collections.Concurrent;

namespace OpenSeva.LegalClock;

/// <summary>A calendar's answers about single dates. All instants are UTC ticks.</summary>
internal sealed class OfficeDays
{
    /// <summary>Dates beyond are a mistake in the data; the count stops here instead of running on.</summary>
    public static readonly DateOnly First = new(1900, 1, 1), Last = new(2200, 12, 31);

    private readonly WorkCalendar calendar;
    private readonly TimeZoneInfo zone;
    private readonly Dictionary<DateOnly, Holiday> holidays = [];
    // The same dates are asked for every case and at every walk; from the first date to the last they are some 110,000.
    private readonly ConcurrentDictionary<DateOnly, (TimeOnly? Closes, long Moment)> seen = new();

    public OfficeDays(WorkCalendar calendar)
    {
        this.calendar = calendar;
        zone = TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone);
        foreach (var holiday in calendar.Holidays)
            if (!holidays.TryGetValue(holiday.Date, out var other) || Declared(holiday) < Declared(other))
                holidays[holiday.Date] = holiday;
    }

    public IEnumerable<Holiday> Holidays => holidays.Values;

    public Holiday? HolidayOn(DateOnly date) => holidays.GetValueOrDefault(date);

    /// <summary>When the week closes the office on this date, holidays aside; null when it does not open.</summary>
    public TimeOnly? ClosesOn(DateOnly date) => See(date).Closes;

    /// <summary>
    /// The moment that decides whether the date counts: closing time, on a holiday the hour at which the office would
    /// have closed, on a weekly closed day its end, midnight. A holiday keeps the hour so that declaring one can never
    /// bring a due date forward.
    /// </summary>
    public long Moment(DateOnly date) => See(date).Moment;

    private (TimeOnly? Closes, long Moment) See(DateOnly date) => seen.GetOrAdd(date, static (date, days) =>
    {
        var closes = days.Closing(date);
        return (closes, closes is { } hour ? days.Utc(date.ToDateTime(hour), first: false) : days.Midnight(date.AddDays(1)));
    }, this);

    private TimeOnly? Closing(DateOnly date)
    {
        TimeOnly? closes = null;
        foreach (var hours in calendar.Week)
            if (hours.HoldOn(date) && !(hours.Closes <= closes)) closes = hours.Closes;
        return closes is null || ClosedByTheMonth(date) ? null : closes;
    }

    public bool ClosedByTheMonth(DateOnly date)
    {
        foreach (var nth in calendar.ClosedWeekdays)
            if (nth.FallsOn(date)) return true;
        return false;
    }

    /// <summary>The first instant of a local date.</summary>
    public long Midnight(DateOnly date) => Utc(date.ToDateTime(TimeOnly.MinValue), first: true);

    public DateOnly DateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The instant as the office's own wall clock shows it.</summary>
    public DateTimeOffset Local(long utcTicks) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(utcTicks, TimeSpan.Zero), zone);

    /// <summary>
    /// A wall-clock time that summer time repeats means its first or its last passing, as asked;
    /// one that it leaves out means as many minutes later.
    /// </summary>
    private long Utc(DateTime local, bool first)
    {
        var offset = zone switch
        {
            _ when zone.IsAmbiguousTime(local) && first => zone.GetAmbiguousTimeOffsets(local).Max(),
            _ when zone.IsAmbiguousTime(local) => zone.GetAmbiguousTimeOffsets(local).Min(),
            _ when zone.IsInvalidTime(local) => zone.GetUtcOffset(local.AddDays(-1)),
            _ => zone.GetUtcOffset(local),
        };
        return local.Ticks - offset.Ticks;
    }

    private static DateTimeOffset Declared(Holiday holiday) => holiday.DeclaredAt ?? DateTimeOffset.MinValue;
}
