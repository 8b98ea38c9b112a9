using OpenSeva.LegalClock;

namespace OpenSeva.Clock;

/// <summary>Where a clock stands, from its events alone: what the columns of <see cref="CaseClock"/> must equal.</summary>
internal sealed record Fold(
    ClockState State, DateTimeOffset? StartedAt, DateTimeOffset? StoppedAt, DateTimeOffset? DueAt, string? PauseReason)
{
    public static Fold Of(ClockRule rule, DayTable table, IReadOnlyList<ClockEvent> events)
    {
        DateTimeOffset? started = null, stopped = null;
        var standing = new List<string>();
        foreach (var happened in events.OrderBy(e => e.At))
        {
            if (happened.Kind is ClockEventKind.Stopped) stopped = happened.At;
            else if (happened.Kind is ClockEventKind.Resumed) standing.RemoveAll(reason => happened.Reason is null || reason == happened.Reason);
            else if (happened.Kind == rule.StartEvent) started ??= happened.At;
            else if (happened is { Kind: ClockEventKind.Paused, Reason: { } reason } && rule.PauseReasons.Contains(reason) && !standing.Contains(reason))
                standing.Add(reason);
            if (stopped is not null) break;
        }

        var state = stopped is not null ? ClockState.Stopped
            : started is null ? ClockState.NotStarted
            : standing.Count > 0 ? ClockState.Paused
            : ClockState.Running;
        return new Fold(state, started, stopped, DueDate.At(rule, table, [.. events]), standing.FirstOrDefault());
    }
}
