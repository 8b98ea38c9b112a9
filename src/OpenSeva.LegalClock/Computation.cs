namespace OpenSeva.LegalClock;

/// <summary>Where a clock stands.</summary>
public enum ClockState { NotStarted, Running, Paused, Stopped }

/// <summary>How one local date entered the count.</summary>
public enum DayVerdict
{
    Counted,
    FirstDayExcluded,

    /// <summary>The week has no hours for this day.</summary>
    Closed,

    /// <summary>Closed by its place in the month, such as the second Saturday.</summary>
    MonthlyClosed,
    Holiday,
    Paused,
}

/// <summary>One line of the explanation.</summary>
/// <param name="Number">The running count after this day, 0 while nothing is counted yet.</param>
/// <param name="Reason">The holiday's or pause's name; null for a counted or weekly closed day.</param>
public sealed record DayLine(DateOnly Date, DayVerdict Verdict, int Number, string? Reason);

/// <summary>A due date and everything that led to it.</summary>
/// <param name="DueAt">The instant the limit ends, null while the clock has not started or stands still.</param>
/// <param name="Days">
/// From the excluded first day to the due date; while the clock stands still, to the day looked at.
/// </param>
/// <param name="LeftOut">Holidays in that span that change nothing because they were declared too late.</param>
/// <param name="WouldBeDueAt">The due instant had those been known in time; otherwise equal to <paramref name="DueAt"/>.</param>
/// <param name="Ignored">Events without effect, and why.</param>
public sealed record Computation(
    ClockState State,
    DateTimeOffset? StartedAt,
    DateTimeOffset? StoppedAt,
    DateTimeOffset? DueAt,
    IReadOnlyList<DayLine> Days,
    IReadOnlyList<LeftOutHoliday> LeftOut,
    DateTimeOffset? WouldBeDueAt,
    IReadOnlyList<IgnoredEvent> Ignored)
{
    public int DaysCounted => Days.Count(day => day.Verdict is DayVerdict.Counted);

    /// <summary>The limit had ended by then and the clock had not been stopped in time. Acting at the due instant is in time.</summary>
    public bool IsBreachedAt(DateTimeOffset instant) =>
        DueAt is { } due && instant > due && !(StoppedAt <= due);
}

/// <summary>Why a declared holiday does not enter the count.</summary>
public enum TooLate
{
    /// <summary>The limit had ended when it was declared. A breach is never erased afterwards.</summary>
    AfterTheLimit,

    /// <summary>The case was at its end when it was declared.</summary>
    AfterTheStop,
}

/// <summary>A holiday that changes nothing, and why.</summary>
public sealed record LeftOutHoliday(Holiday Holiday, TooLate Because);

/// <summary>Why an event has no effect.</summary>
public enum NoEffect
{
    /// <summary>The rule names no such reason for a pause.</summary>
    ReasonNotNamed,

    /// <summary>The clock already stands still for this reason.</summary>
    AlreadyPaused,

    /// <summary>There was nothing to resume.</summary>
    NotPaused,

    /// <summary>The clock had started before.</summary>
    AlreadyStarted,

    /// <summary>The clock had stopped before.</summary>
    AfterTheStop,
}

/// <summary>An event without effect, and why.</summary>
public sealed record IgnoredEvent(ClockEvent Event, NoEffect Because);

/// <summary>A stage's own count, and where it ends inside the statutory limit.</summary>
/// <param name="Own">The stage's count by itself.</param>
/// <param name="DueAt">The earlier of the stage's and the statute's due instants.</param>
public sealed record StageComputation(StageLimit Stage, Computation Own, DateTimeOffset? DueAt)
{
    /// <summary>The statutory limit ends before the stage's own.</summary>
    public bool CutShort => DueAt != Own.DueAt;
}
