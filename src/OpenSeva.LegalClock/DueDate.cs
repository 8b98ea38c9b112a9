namespace OpenSeva.LegalClock;

/// <summary>
/// The due date the law gives, with everything that led to it. Pure: the same rule, calendar and events give the same
/// answer for ever. <see cref="At"/> gives the instant alone, and fast; <see cref="Compute"/> explains it.
/// </summary>
public static partial class DueDate
{
    /// <param name="asOf">Looks with the eyes of an earlier moment: later events and declarations are not known yet.</param>
    public static Computation Compute(
        ClockRule rule, WorkCalendar calendar, IEnumerable<ClockEvent> events, DateTimeOffset? asOf = null) =>
        Compute(rule, new OfficeDays(calendar), new Timeline(rule, events, startedAt: null, asOf), asOf);

    /// <summary>The same over a calendar that is laid out already.</summary>
    public static Computation Compute(ClockRule rule, DayTable table, IEnumerable<ClockEvent> events, DateTimeOffset? asOf = null) =>
        Compute(rule, table.Office, new Timeline(rule, events, startedAt: null, asOf), asOf);

    /// <summary>
    /// A stage's own limit: counted from the day the desk received the case, standing still with the statutory clock,
    /// and never ending after it.
    /// </summary>
    public static StageComputation ComputeStage(
        StageLimit stage, DateTimeOffset receivedAt,
        ClockRule rule, WorkCalendar calendar, IReadOnlyList<ClockEvent> events, DateTimeOffset? asOf = null)
    {
        var days = new OfficeDays(calendar);
        var own = Compute(OfStage(rule, stage), days, new Timeline(rule, events, receivedAt, asOf), asOf);
        var statutory = Compute(rule, days, new Timeline(rule, events, startedAt: null, asOf), asOf);
        return new StageComputation(stage, own, Earlier(own.DueAt, statutory.DueAt));
    }

    private static ClockRule OfStage(ClockRule rule, StageLimit stage) =>
        rule with { Limit = stage.Limit, Unit = LimitUnit.WorkingDays };

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other ?? one : one;

    private static Computation Compute(ClockRule rule, OfficeDays office, Timeline time, DateTimeOffset? asOf)
    {
        if (time.StartedAt is not { } started)
            return new Computation(time.State, null, time.StoppedAt, null, [], [], null, time.Ignored);

        bool IsKnown(Holiday holiday) => !(holiday.DeclaredAt > asOf);
        var due = SettledDue(rule, office, time, IsKnown);
        bool Applies(Holiday holiday) => IsKnown(holiday) && TooLateFor(holiday, time, due) is null;

        var days = new List<DayLine>();
        Walk(rule, office, time, Applies, days, lookTo: asOf ?? time.LastAt);
        var wouldBeDue = Walk(rule, office, time, IsKnown, days: null, lookTo: null);
        var lastDate = due is null ? days[^1].Date : office.DateOf(Instant(wouldBeDue ?? due.Value));
        var leftOut = office.Holidays
            .Where(holiday => IsKnown(holiday) && holiday.Date > office.DateOf(started) && holiday.Date <= lastDate)
            .OrderBy(holiday => holiday.Date)
            .Select(holiday => (holiday, because: TooLateFor(holiday, time, due)))
            .Where(one => one.because is not null)
            .Select(one => new LeftOutHoliday(one.holiday, one.because!.Value))
            .ToList();

        return new Computation(
            time.State, office.Local(started.UtcTicks), Local(time.StoppedAt?.UtcTicks), Local(due),
            days, leftOut, Local(wouldBeDue), time.Ignored);

        DateTimeOffset? Local(long? ticks) => ticks is { } utc ? office.Local(utc) : null;
    }

    /// <summary>
    /// Begins with what was known when the clock started and lets in every holiday declared while the limit, as it
    /// stood then, still ran. Each one let in can only move the end later, so this settles on one answer.
    /// </summary>
    private static long? SettledDue(ClockRule rule, OfficeDays office, Timeline time, Func<Holiday, bool> isKnown)
    {
        var horizon = time.StartedAt!.Value.UtcTicks;
        while (true)
        {
            var knownBy = horizon;
            var due = Walk(rule, office, time,
                holiday => isKnown(holiday) && TooLateFor(holiday, time, knownBy) is null, days: null, lookTo: null);
            if (due is null || due <= horizon) return due;
            horizon = due.Value;
        }
    }

    private static TooLate? TooLateFor(Holiday holiday, Timeline time, long? due) =>
        holiday.DeclaredAt is not { } declared ? null
        : declared > time.StoppedAt ? TooLate.AfterTheStop
        : declared.UtcTicks > due ? TooLate.AfterTheLimit
        : null;

    /// <summary>Goes through the dates one by one until the limit is reached.</summary>
    /// <param name="days">Where to write each date's line; null when only the instant is asked.</param>
    /// <param name="lookTo">While the clock stands still: the moment up to which dates are listed.</param>
    /// <returns>UTC ticks of the due instant; null while the clock stands still.</returns>
    private static long? Walk(
        ClockRule rule, OfficeDays office, Timeline time, Func<Holiday, bool> applies,
        List<DayLine>? days, DateTimeOffset? lookTo)
    {
        var date = office.DateOf(time.StartedAt!.Value);
        var standsFrom = time.StandsSince?.UtcTicks ?? long.MaxValue;
        var lastListed = lookTo is { } moment ? office.DateOf(moment) : date;
        var count = 0;
        days?.Add(new DayLine(date, DayVerdict.FirstDayExcluded, 0, null));

        while (date < OfficeDays.Last)
        {
            date = date.AddDays(1);
            var holiday = office.HolidayOn(date) is { } declared && applies(declared) ? declared : null;
            var open = holiday is null && office.ClosesOn(date) is not null;
            var end = office.Moment(date);
            if (end >= standsFrom && (days is null || date > lastListed)) return null;

            var pause = time.PauseAt(end);
            var (verdict, reason) = Verdict(date, open, holiday, pause);
            if (verdict is DayVerdict.Counted) count++;
            days?.Add(new DayLine(date, verdict, count, reason));
            if (count == rule.Limit) return end;
        }
        throw new InvalidOperationException($"The limit does not end before {OfficeDays.Last.Year}.");

        (DayVerdict, string?) Verdict(DateOnly day, bool open, Holiday? holiday, Pause? pause)
        {
            // A closed day counts in calendar days, but the last one may not be closed: what falls due on a closed day
            // may be done on the next open one (General Clauses Act 1897, section 10).
            var closedMatters = rule.Unit is LimitUnit.WorkingDays || (pause is null && count == rule.Limit - 1);
            if (!open && closedMatters)
                return holiday is not null ? (DayVerdict.Holiday, (string?)holiday.Reason)
                    : office.ClosedByTheMonth(day) ? (DayVerdict.MonthlyClosed, null)
                    : (DayVerdict.Closed, null);
            return pause is not null ? (DayVerdict.Paused, pause.Reason) : (DayVerdict.Counted, null);
        }
    }

    private static DateTimeOffset Instant(long utcTicks) => new(utcTicks, TimeSpan.Zero);
}
