using OpenSeva.LegalClock;

namespace OpenSeva.Contracts.Clock;

/// <summary>What the law says about a thing's time. Called inside a command.</summary>
public interface IClock
{
    Task<DueCard> Start(NewClock clock, CancellationToken ct);

    /// <summary>Something happened that moves the clock: paid, complete, paused, resumed, stopped.</summary>
    /// <exception cref="OpenSeva.Kernel.Refusal">clock.pause-not-named: the rule does not know the pause's reason.</exception>
    Task<DueCard> Record(Guid reference, ClockEventKind kind, string? reason, CancellationToken ct);

    /// <summary>The same, for what became known only after it happened: a report that came yesterday, a payment the gateway told of later.</summary>
    /// <exception cref="OpenSeva.Kernel.Refusal">clock.not-yet: nothing is recorded before it happens.</exception>
    Task<DueCard> Record(Guid reference, ClockEventKind kind, string? reason, DateTimeOffset at, CancellationToken ct);

    Task<DueCard?> Of(Guid reference, CancellationToken ct);

    /// <summary>Every day counted or skipped, and why.</summary>
    Task<Computation?> Explain(Guid reference, CancellationToken ct);

    /// <summary>When what a desk received must be done: working days of the office's calendar, closing time of the last.</summary>
    Task<DateTimeOffset> StageDue(Guid officeId, int workingDays, DateTimeOffset receivedAt, CancellationToken ct);

    /// <summary>
    /// A stage's due instant inside the thing's own limit: it stands still with the clock and never ends after it.
    /// Null while the clock stands still.
    /// </summary>
    /// <param name="receivedAt">When the desk received the thing.</param>
    Task<DateTimeOffset?> StageDueOf(Guid reference, int workingDays, DateTimeOffset receivedAt, CancellationToken ct);

    /// <summary>An office's days, laid out to count the open ones.</summary>
    Task<DayTable> Days(Guid officeId, CancellationToken ct);

    /// <summary>The things under a clock of this calendar that has not stopped, in order: whoever keeps limits inside the law's counts them again.</summary>
    /// <param name="after">The last one of the page before; empty begins.</param>
    Task<IReadOnlyList<Guid>> Following(string calendar, Guid after, int most, CancellationToken ct);
}

/// <param name="Reference">Id of the thing under the clock.</param>
/// <param name="OfficeId">The office whose calendar counts.</param>
/// <param name="Events">What has already happened, at the least <see cref="ClockEventKind.Received"/>.</param>
public sealed record NewClock(Guid Reference, string Stream, ClockRule Rule, Guid OfficeId, IReadOnlyList<ClockEvent> Events);

/// <param name="DueAt">Null while not started or standing still.</param>
/// <param name="PauseReason">Why it stands still, one of the rule's names.</param>
public sealed record DueCard(ClockState State, DateTimeOffset? StartedAt, DateTimeOffset? DueAt, int Limit, LimitUnit Unit, int DaysCounted, string? PauseReason)
{
    /// <summary>The event the time begins with.</summary>
    public StartRule Start { get; init; }
}

/// <summary>The component that explains a due date; a page shows it with <c>DynamicComponent</c> and the parameter Reference.</summary>
public sealed record ClockPanel(Type Component);
