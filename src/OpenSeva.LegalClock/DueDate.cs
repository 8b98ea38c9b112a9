namespace OpenSeva.LegalClock;

/// <summary>Where a clock stands.</summary>
public enum ClockState { NotStarted, Running, Paused, Stopped }

/// <summary>How one local date entered the count.</summary>
public enum DayVerdict { Counted, FirstDayExcluded, Closed, Holiday, Paused }

/// <summary>One line of the explanation.</summary>
/// <param name="Number">The running count after this day, 0 while nothing is counted yet.</param>
/// <param name="Reason">The holiday's or pause's name; null for a counted or weekly closed day.</param>
public sealed record DayLine(DateOnly Date, DayVerdict Verdict, int Number, string? Reason);

/// <summary>A due date and everything that led to it.</summary>
/// <param name="DueAt">The instant the limit ends, null while the clock has not started or stands still.</param>
public sealed record Computation(
    ClockState State,
    DateTimeOffset? StartedAt,
    DateTimeOffset? DueAt,
    IReadOnlyList<DayLine> Days)
{
    public int DaysCounted => Days.Count(day => day.Verdict is DayVerdict.Counted);
}
