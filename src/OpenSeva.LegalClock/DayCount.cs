namespace OpenSeva.LegalClock;

/// <summary>
/// Counts one case's days on a <see cref="DayTable"/>, from event to event instead of from day to day.
/// Places are numbers of open days (working days) or of dates (calendar days) since the table's first.
/// </summary>
internal ref struct DayCount
{
    private readonly ClockRule rule;
    private readonly DayRows rows;
    private readonly long started;
    private int next; // the first place that may still be counted
    private int counted;
    private ulong pauses; // one bit per named reason

    public DayCount(ClockRule rule, DayRows rows, long started)
    {
        (this.rule, this.rows, this.started) = (rule, rows, started);
        var firstRow = rows.RowOf(started);
        FirstDay = LastDay = rows.First.DayNumber + firstRow;
        next = Working ? rows.OpenBefore(firstRow + 1) : firstRow + 1;
    }

    public int FirstDay { get; }

    /// <summary>The date reached, as a day number.</summary>
    public int LastDay { get; private set; }

    public long? Due { get; private set; }

    /// <summary>The table ends before the limit does.</summary>
    public bool RanOut { get; private set; }

    private readonly bool Working => rule.Unit is LimitUnit.WorkingDays;

    /// <summary>The days counted so far, the last one included once the limit is reached.</summary>
    public readonly int Counted => Due is null ? counted : rule.Limit;

    /// <summary>Follows the events to the due instant.</summary>
    /// <returns>When the clock stopped; the end of time if it did not.</returns>
    public long Follow(ReadOnlySpan<ClockEvent> events)
    {
        var stoppedAt = Follow(events, long.MaxValue);
        if (Due is null && pauses == 0) Reach(int.MaxValue);
        return stoppedAt;
    }

    /// <summary>Follows the events up to a moment, or to the stop if that came before.</summary>
    /// <returns>When the clock stopped; the end of time if it did not.</returns>
    public long FollowTo(ReadOnlySpan<ClockEvent> events, long moment)
    {
        var stoppedAt = Follow(events, moment);
        if (Due is null && Math.Min(moment, stoppedAt) > started) PassTo(Math.Min(moment, stoppedAt));
        return stoppedAt;
    }

    private long Follow(ReadOnlySpan<ClockEvent> events, long moment)
    {
        foreach (var happened in events)
        {
            if (happened.At.UtcTicks >= moment) break;
            if (happened.Kind is ClockEventKind.Stopped) return happened.At.UtcTicks;
            if (happened.Kind is not (ClockEventKind.Paused or ClockEventKind.Resumed)) continue;

            var after = After(happened);
            if (after == pauses) continue;
            if (Due is null && happened.At.UtcTicks > started) PassTo(happened.At.UtcTicks);
            pauses = after;
        }
        return long.MaxValue;
    }

    private readonly ulong After(ClockEvent happened)
    {
        if (happened.Reason is null) return happened.Kind is ClockEventKind.Resumed ? 0 : pauses;

        for (var i = 0; i < rule.PauseReasons.Count; i++)
            if (rule.PauseReasons[i] == happened.Reason)
                return happened.Kind is ClockEventKind.Paused ? pauses | (1UL << i) : pauses & ~(1UL << i);
        return pauses;
    }

    /// <summary>Running until now: the places before this instant are counted. Standing: they are passed over.</summary>
    private void PassTo(long instant)
    {
        var days = rows.DaysBefore(instant);
        var place = Working ? rows.OpenBefore(days) : days;
        LastDay = Math.Max(LastDay, rows.First.DayNumber + days);
        if (pauses == 0) Reach(place);
        next = Math.Max(next, place);
    }

    /// <summary>Counts up to, not including, a place, or to the due day if that comes first.</summary>
    private void Reach(int place)
    {
        // In calendar days the last day must be an open one, so only the days before it are counted blindly.
        var blindly = rule.Limit - 1 - counted;
        if (place <= next) return;
        if (place - next <= blindly)
        {
            counted += place - next;
            return;
        }

        counted = rule.Limit - 1;
        var last = LastPlace(next + blindly);
        if (last < 0) RanOut = place == int.MaxValue;
        if (last < 0 || last >= place) return;

        var row = Working ? rows.OpenDay(last) : last;
        Due = rows.Moment(row);
        LastDay = rows.First.DayNumber + row;
    }

    /// <returns>The first place from here on that is open; -1 beyond the table.</returns>
    private readonly int LastPlace(int place)
    {
        if (Working) return place < rows.OpenCount ? place : -1;
        if (place >= rows.Count) return -1;
        var open = rows.OpenBefore(place);
        return open < rows.OpenCount ? rows.OpenDay(open) : -1;
    }
}
