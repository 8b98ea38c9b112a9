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
    IReadOnlyList<NthWeekday> ClosedWeekdays)
{
    /// <summary>Why nothing can be counted on this calendar; empty when it can.</summary>
    public IEnumerable<Impossible> Mistakes()
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) || !zone.HasIanaId)
            yield return new("time-zone", $"'{TimeZone}' is not an IANA time zone, for example Asia/Kolkata.");
        foreach (var hours in Week.Where(hours => hours.Closes <= hours.Opens))
            yield return new("week", $"{hours.Day} closes at {hours.Closes:HH:mm}, not after it opens at {hours.Opens:HH:mm}.");
        foreach (var hours in Week.Where(hours => hours.Until < hours.From))
            yield return new("week", $"{hours.Day} hours end on {hours.Until:yyyy-MM-dd}, before they begin on {hours.From:yyyy-MM-dd}.");
        foreach (var day in Week.GroupBy(hours => hours.Day).Where(OverlapsItself))
            yield return new("week", $"{day.Key} has hours that overlap.");
        foreach (var nth in ClosedWeekdays.Where(nth => nth.N is < 1 or > 5))
            yield return new("closed", $"A month has no {nth.Day} number {nth.N}; use 1 to 5.");
        foreach (var twice in Holidays.GroupBy(holiday => holiday.Date).Where(same => same.Count() > 1))
            yield return new("holidays", $"{twice.Key:yyyy-MM-dd} is declared twice.");
        if (!Week.Any(OpensForGood))
            yield return new("week", "No working day is left for good, so no limit would ever end.");
    }

    /// <summary>Hours without an end, on a weekday that is open in at least one week of the month.</summary>
    private bool OpensForGood(OpenHours hours) =>
        hours.Until is null && Enumerable.Range(1, 5).Any(n => !ClosedWeekdays.Contains(new NthWeekday(n, hours.Day)));

    private static bool OverlapsItself(IEnumerable<OpenHours> day)
    {
        var hours = day.ToList();
        return hours.Where((one, i) => hours.Skip(i + 1).Any(other =>
            one.Opens < other.Closes && other.Opens < one.Closes
            && (one.From ?? DateOnly.MinValue) <= (other.Until ?? DateOnly.MaxValue)
            && (other.From ?? DateOnly.MinValue) <= (one.Until ?? DateOnly.MaxValue))).Any();
    }
}

/// <summary>
/// One weekday's opening hours, local time. Two entries for a day are its two sessions; the later one closes it.
/// </summary>
/// <param name="From">First date on which these hours hold, for summer and winter hours; null is always.</param>
/// <param name="Until">Last date on which they hold; null is for good.</param>
public sealed record OpenHours(
    DayOfWeek Day, TimeOnly Opens, TimeOnly Closes, DateOnly? From = null, DateOnly? Until = null)
{
    public bool HoldOn(DateOnly date) =>
        date.DayOfWeek == Day && !(date < From) && !(date > Until);
}

/// <summary>A date on which the office is closed, and why.</summary>
/// <param name="DeclaredAt">When it was declared; null means it was always known.</param>
public sealed record Holiday(DateOnly Date, string Reason, DateTimeOffset? DeclaredAt = null);

/// <summary>"The second Saturday": the Nth weekday of every month is closed. N is 1 to 5.</summary>
public sealed record NthWeekday(int N, DayOfWeek Day)
{
    public bool FallsOn(DateOnly date) => date.DayOfWeek == Day && (date.Day - 1) / 7 + 1 == N;
}
