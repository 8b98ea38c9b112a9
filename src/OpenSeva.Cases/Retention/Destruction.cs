using OpenSeva.Contracts.Cases;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Retention;

internal enum DestructionState { Waiting, Confirmed, TurnedDown }

internal sealed record DestructionProposed(Guid Case, DateTimeOffset At) : IEvent;

internal sealed record DestructionTurnedDown(Guid Case, DateTimeOffset At) : IEvent;

/// <summary>An administrator proposes to destroy the record of a case whose retention is over; another confirms it. It stays beside the register entry.</summary>
internal sealed class Destruction : Entity
{
    public const int LongestOrder = 300;

    public Guid CaseId { get; private init; }

    /// <summary>The records office's order, or the words that justify it.</summary>
    public string Order { get; private init; } = "";
    public Guid ProposedBy { get; private init; }
    public DateTimeOffset ProposedAt { get; private init; }
    public DestructionState State { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was turned down.</summary>
    public string? Words { get; private set; }

    private Destruction()
    {
    }

    public override string Stream => CaseCard.StreamOf(CaseId);

    public static Destruction Propose(Guid caseId, string order, Guid by, DateTimeOffset now)
    {
        var proposed = new Destruction { CaseId = caseId, Order = Written(order), ProposedBy = by, ProposedAt = now };
        proposed.Raise(new DestructionProposed(caseId, now));
        return proposed;
    }

    /// <returns>False when the same person confirmed it already: a second click destroys nothing twice.</returns>
    public bool Confirm(Guid by, DateTimeOffset now)
    {
        if (State is DestructionState.Confirmed && DecidedBy == by) return false;
        if (State is not DestructionState.Waiting) throw new Refusal("case.destruction-decided");
        if (by == ProposedBy) throw new Refusal("case.destruction-same-person");
        (State, DecidedBy, DecidedAt) = (DestructionState.Confirmed, by, now);
        return true;
    }

    /// <summary>Who proposed it may take it back in the same way.</summary>
    public void TurnDown(string? words, Guid by, DateTimeOffset now)
    {
        if (State is DestructionState.TurnedDown && DecidedBy == by) return;
        if (State is not DestructionState.Waiting) throw new Refusal("case.destruction-decided");
        (State, DecidedBy, DecidedAt, Words) = (DestructionState.TurnedDown, by, now, Written(words));
        Raise(new DestructionTurnedDown(CaseId, now));
    }

    private static string Written(string? words)
    {
        if (string.IsNullOrWhiteSpace(words)) throw new Refusal("case.destruction-reason");
        return words.Length <= LongestOrder ? words.Trim() : throw new Refusal("case.too-long", LongestOrder);
    }
}
