using OpenSeva.Contracts.Clock;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Clock;

/// <summary>
/// The clock of one thing: the rule it began under, the office whose days count, and everything that happened to it.
/// Where it stands is the fold of its events over the calendar; the columns keep the last answer so that lists can ask.
/// </summary>
internal sealed class CaseClock : Entity
{
    public Guid Reference { get; private init; }
    public string Thread { get; private init; } = "";
    public Guid OfficeId { get; private init; }
    public string Calendar { get; private init; } = "";
    public ClockRule Rule { get; private init; } = null!;
    public IReadOnlyList<ClockEvent> Events { get; private set; } = [];
    public IReadOnlyList<Correction> Corrections { get; private set; } = [];
    public ClockState State { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? StoppedAt { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }
    public string? PauseReason { get; private set; }

    private CaseClock()
    {
    }

    public override string Stream => Thread;

    public static CaseClock Start(NewClock asked, DayTable table)
    {
        if (asked.Rule.Mistakes().FirstOrDefault() is { } impossible) throw new Refusal("clock.rule-impossible", impossible.Sentence);

        var clock = new CaseClock
        {
            Reference = asked.Reference, Thread = asked.Stream, OfficeId = asked.OfficeId, Calendar = table.Calendar.Code, Rule = asked.Rule,
        };
        clock.Add(asked.Events, table, recorded: null);
        return clock;
    }

    /// <param name="at">When it happened, which may lie before now: a report that came yesterday.</param>
    public void Record(ClockEventKind kind, string? reason, DateTimeOffset at, DateTimeOffset now, DayTable table)
    {
        if (at > now) throw new Refusal("clock.not-yet");
        if (State is ClockState.Stopped) throw new Refusal("clock.stopped");
        if (kind is ClockEventKind.Paused && (reason is null || !Rule.PauseReasons.Contains(reason))) throw new Refusal("clock.pause-not-named", reason);
        if (kind is ClockEventKind.Resumed && PauseReason is null) throw new Refusal("clock.not-paused");
        Add([new ClockEvent(kind, at, reason)], table, now);
    }

    /// <summary>A holiday was declared for a date this clock may have counted.</summary>
    /// <returns>False when nothing changes for this clock.</returns>
    public bool Recount(DateOnly holiday, DateTimeOffset at, DayTable table)
    {
        var told = DueDate.Compute(Rule, table.Calendar, Events);
        if (told.DueAt != DueAt)
        {
            Raise(new DueChanged(Reference, DueAt, told.DueAt, holiday, at));
            Corrections = [.. Corrections, new Correction(holiday, at, DueAt, told.DueAt)];
            DueAt = told.DueAt?.ToUniversalTime();
            return true;
        }

        var isLeftOut = told.LeftOut.Any(one => one.Holiday.Date == holiday && one.Because is TooLate.AfterTheLimit);
        if (DueAt is not { } due || !isLeftOut || Corrections.Any(known => known.Holiday == holiday)) return false;
        Raise(new BreachStands(Reference, due, told.WouldBeDueAt, holiday, at));
        Corrections = [.. Corrections, new Correction(holiday, at, due, due)];
        return true;
    }

    /// <param name="recorded">When it became known; null: as it happened. What is told keeps the order in which it became known.</param>
    private void Add(IReadOnlyList<ClockEvent> happened, DayTable table, DateTimeOffset? recorded)
    {
        Events = [.. Events, .. happened];
        var now = Fold.Of(Rule, table, Events);
        (State, StartedAt, StoppedAt, DueAt, PauseReason) = (now.State, now.StartedAt, now.StoppedAt, now.DueAt, now.PauseReason);
        foreach (var (kind, at, reason) in happened) Raise(new ClockMoved(Reference, kind, reason, State, DueAt, recorded ?? at));
    }
}

/// <summary>A recount after a holiday was declared. Equal instants: it came too late and the breach stands.</summary>
internal sealed record Correction(DateOnly Holiday, DateTimeOffset At, DateTimeOffset? DueBefore, DateTimeOffset? DueAt);
