namespace OpenSeva.LegalClock;

public static partial class DueDate
{
    /// <summary>
    /// The due instant alone, equal to <see cref="Compute"/>'s, without laying out a single day: for sweeps and replays
    /// over millions of cases.
    /// </summary>
    public static DateTimeOffset? At(ClockRule rule, DayTable table, ReadOnlySpan<ClockEvent> events) =>
        At(rule, table, events, receivedAt: null);

    /// <summary>The stage's due instant inside the statutory one; see <see cref="ComputeStage"/>.</summary>
    public static DateTimeOffset? StageAt(
        StageLimit stage, DateTimeOffset receivedAt, ClockRule rule, DayTable table, ReadOnlySpan<ClockEvent> events) =>
        Earlier(At(OfStage(rule, stage), table, events, receivedAt), At(rule, table, events, receivedAt: null));

    /// <summary>How many days have been counted when a moment comes: those whose closing time lies before it.</summary>
    public static int CountedBy(DateTimeOffset moment, ClockRule rule, DayTable table, ReadOnlySpan<ClockEvent> events)
    {
        events = Ordered(events);
        if (FirstStart(rule, events) is not { } started || started >= moment) return 0;

        table.RowsAround(started.UtcTicks);
        var count = new DayCount(rule, table.RowsAround(moment.UtcTicks), started.UtcTicks);
        var stoppedAt = count.FollowTo(events, moment.UtcTicks);
        return table.NeedsCare(count.FirstDay, count.LastDay, stoppedAt)
            ? Compute(rule, table.Calendar, events.ToArray()).Days.Count(day =>
                day.Verdict is DayVerdict.Counted && table.Moment(day.Date) < Math.Min(moment.UtcTicks, stoppedAt))
            : count.Counted;
    }

    private static DateTimeOffset? At(
        ClockRule rule, DayTable table, ReadOnlySpan<ClockEvent> events, DateTimeOffset? receivedAt)
    {
        events = Ordered(events);
        if ((receivedAt ?? FirstStart(rule, events)) is not { } started) return null;

        var rows = table.RowsAround(started.UtcTicks);
        if (events.Length > 0) rows = table.RowsAround(Math.Max(started.UtcTicks, events[^1].At.UtcTicks));
        while (true)
        {
            var count = new DayCount(rule, rows, started.UtcTicks);
            var stoppedAt = count.Follow(events);
            if (count.RanOut)
            {
                rows = table.RowsAround(rows.EndsAt);
                continue;
            }
            return table.NeedsCare(count.FirstDay, count.LastDay, stoppedAt)
                ? WithCare(rule, table.Calendar, events.ToArray(), receivedAt)
                : count.Due is { } due ? Instant(due) : null;
        }
    }

    private static DateTimeOffset? WithCare(
        ClockRule rule, WorkCalendar calendar, ClockEvent[] events, DateTimeOffset? receivedAt)
    {
        var time = new Timeline(rule, events, receivedAt, asOf: null);
        return SettledDue(rule, new OfficeDays(calendar), time, static _ => true) is { } due ? Instant(due) : null;
    }

    private static ReadOnlySpan<ClockEvent> Ordered(ReadOnlySpan<ClockEvent> events)
    {
        for (var i = 1; i < events.Length; i++)
            if (events[i].At < events[i - 1].At) return events.ToArray().OrderBy(e => e.At).ToArray();
        return events;
    }

    private static DateTimeOffset? FirstStart(ClockRule rule, ReadOnlySpan<ClockEvent> events)
    {
        foreach (var happened in events)
        {
            if (happened.Kind == rule.StartEvent) return happened.At;
            if (happened.Kind is ClockEventKind.Stopped) return null;
        }
        return null;
    }
}
