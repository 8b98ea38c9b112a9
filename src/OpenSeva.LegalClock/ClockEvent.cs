namespace OpenSeva.LegalClock;

/// <summary>What can happen to a clock.</summary>
public enum ClockEventKind
{
    Received,
    Complete,
    Paid,
    ExternalReport,
    Paused,
    Resumed,

    /// <summary>Decided, withdrawn or otherwise at an end: the clock stops for good.</summary>
    Stopped,
}

/// <summary>One thing that happened to a case as far as its time is concerned.</summary>
/// <param name="Reason">For a pause: one of the rule's named reasons. Otherwise null.</param>
public sealed record ClockEvent(ClockEventKind Kind, DateTimeOffset At, string? Reason = null);
