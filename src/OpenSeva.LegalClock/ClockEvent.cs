namespace OpenSeva.LegalClock;

/// <summary>What can happen to a clock.</summary>
public enum ClockEventKind
{
    Received,
    Complete,
    Paid,
    ExternalReport,
    Paused,

    /// <summary>The pause for the given reason is over; without a reason, every pause is.</summary>
    Resumed,

    /// <summary>Decided, withdrawn or otherwise at an end: the clock stops for good.</summary>
    Stopped,
}

/// <summary>
/// One thing that happened to a case as far as its time is concerned. It takes effect at its instant:
/// a pause at closing time exactly finds the clock standing, a resumption at closing time finds it running.
/// </summary>
/// <param name="Reason">For a pause or its end: one of the rule's named reasons. Otherwise null.</param>
public sealed record ClockEvent(ClockEventKind Kind, DateTimeOffset At, string? Reason = null);
