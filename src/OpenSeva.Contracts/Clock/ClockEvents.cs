using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Contracts.Clock;

/// <summary>Something happened to a clock: it started, paused, ran again or stopped.</summary>
/// <param name="DueAt">The due instant after it; null while not started or standing still.</param>
/// <param name="At">When it became known.</param>
public sealed record ClockMoved(
    Guid Reference, ClockEventKind Kind, string? Reason, ClockState State, DateTimeOffset? DueAt, DateTimeOffset At) : IEvent;

/// <summary>A holiday was declared and moved a running limit.</summary>
public sealed record DueChanged(
    Guid Reference, DateTimeOffset? DueBefore, DateTimeOffset? DueAt, DateOnly Holiday, DateTimeOffset At) : IEvent;

/// <summary>
/// A holiday was declared for a day within a limit that had already ended: the breach stands. Without this a later
/// recount would show another date and nobody could say why.
/// </summary>
/// <param name="WouldBeDueAt">When the limit would have ended had the holiday been declared in time.</param>
public sealed record BreachStands(
    Guid Reference, DateTimeOffset DueAt, DateTimeOffset? WouldBeDueAt, DateOnly Holiday, DateTimeOffset At) : IEvent;
