namespace OpenSeva.LegalClock;

/// <summary>A span in which the clock stood still: from its first instant up to, not including, its last.</summary>
internal sealed record Pause(string Reason, DateTimeOffset From, DateTimeOffset? Until = null);

/// <summary>The events of one case folded in order of time: when the clock began, stood still and ended.</summary>
internal sealed class Timeline
{
    private readonly List<Pause> pauses = [];
    private readonly List<IgnoredEvent> ignored = [];

    /// <param name="startedAt">For a stage: when the desk received the case. Null: the rule's start event decides.</param>
    public Timeline(ClockRule rule, IEnumerable<ClockEvent> events, DateTimeOffset? startedAt, DateTimeOffset? asOf)
    {
        StartedAt = startedAt;
        // OrderBy is stable: what happened in the same instant keeps the order in which it was recorded.
        foreach (var happened in events.Where(e => !(e.At > asOf)).OrderBy(e => e.At))
        {
            LastAt = happened.At;
            if (Effect(happened, rule, startedAt is not null) is { } because)
                ignored.Add(new IgnoredEvent(happened, because));
        }
    }

    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? StoppedAt { get; private set; }
    public DateTimeOffset? LastAt { get; private set; }
    public IReadOnlyList<IgnoredEvent> Ignored => ignored;

    /// <summary>Since when the clock stands still without an end in sight.</summary>
    public DateTimeOffset? StandsSince => pauses.Where(pause => pause.Until is null).Min(pause => (DateTimeOffset?)pause.From);

    public ClockState State =>
        StoppedAt is not null ? ClockState.Stopped
        : StartedAt is null ? ClockState.NotStarted
        : StandsSince is not null ? ClockState.Paused
        : ClockState.Running;

    /// <summary>The pause in force at an instant, the one begun first if there are several.</summary>
    public Pause? PauseAt(long utcTicks) =>
        pauses.Find(pause => pause.From.UtcTicks <= utcTicks && !(pause.Until?.UtcTicks <= utcTicks));

    private NoEffect? Effect(ClockEvent happened, ClockRule rule, bool isStage)
    {
        if (StoppedAt is not null) return NoEffect.AfterTheStop;
        switch (happened.Kind)
        {
            case ClockEventKind.Stopped:
                StoppedAt = happened.At;
                return null;
            case ClockEventKind.Paused:
                return Begin(happened, rule);
            case ClockEventKind.Resumed:
                return End(happened);
            default:
                if (isStage || happened.Kind != rule.StartEvent) return null;
                if (StartedAt is not null) return NoEffect.AlreadyStarted;
                StartedAt = happened.At;
                return null;
        }
    }

    private NoEffect? Begin(ClockEvent happened, ClockRule rule)
    {
        if (happened.Reason is null || !rule.PauseReasons.Contains(happened.Reason)) return NoEffect.ReasonNotNamed;
        if (pauses.Exists(pause => pause.Until is null && pause.Reason == happened.Reason)) return NoEffect.AlreadyPaused;
        pauses.Add(new Pause(happened.Reason, happened.At));
        return null;
    }

    private NoEffect? End(ClockEvent happened)
    {
        var ended = false;
        for (var i = 0; i < pauses.Count; i++)
        {
            if (pauses[i].Until is not null || (happened.Reason ?? pauses[i].Reason) != pauses[i].Reason) continue;
            pauses[i] = pauses[i] with { Until = happened.At };
            ended = true;
        }
        return ended ? null : NoEffect.NotPaused;
    }
}
