using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

internal enum ProposalState { Waiting, Confirmed, TurnedDown }

internal sealed record ChargeProposed(Guid Charge, Guid Post, Guid Staff, DateTimeOffset At) : IEvent;

internal sealed record ChargeConfirmed(Guid Charge, Guid Post, Guid Staff, DateTimeOffset At) : IEvent;

internal sealed record ChargeTurnedDown(Guid Charge, Guid Post, Guid Staff, DateTimeOffset At) : IEvent;

/// <summary>
/// One administrator proposes to give a person a post; nothing holds before another confirms it. It bears the id of
/// the charge it would become, so that the proposal and the charge are one thread in the journal.
/// </summary>
internal sealed class ChargeProposal : Entity
{
    public Guid Post { get; private init; }
    public Guid Staff { get; private init; }
    public string Name { get; private init; } = "";
    public ChargeKind As { get; private init; }

    /// <summary>Null: from the day on which it is confirmed.</summary>
    public DateOnly? FromDay { get; private init; }
    public DateOnly? UntilDay { get; private init; }

    /// <summary>The government order or the words that justify it; the book's line repeats them.</summary>
    public string Reason { get; private init; } = "";
    public Guid ProposedBy { get; private init; }
    public DateTimeOffset ProposedAt { get; private init; }
    public ProposalState State { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was turned down.</summary>
    public string? Words { get; private set; }

    private ChargeProposal()
    {
    }

    public override string Stream => $"directory/{ChargeEntry.Of(Id)}";

    public ChargeEntry Entry(DateOnly today) => new(Id, Post, Staff, Name, As, FromDay ?? today, UntilDay);

    public static ChargeProposal Make(Guid post, string name, ChargeRequest asked, Guid by, DateTimeOffset now)
    {
        if (asked.Staff == by) throw new Refusal("directory.own-desk");
        if (string.IsNullOrWhiteSpace(asked.Reason)) throw new Refusal("directory.reason-missing");
        if (asked.Reason.Length > Change.LongestReason) throw new Refusal("directory.reason-too-long", Change.LongestReason);
        var proposal = new ChargeProposal
        {
            Post = post, Staff = asked.Staff, Name = name, As = asked.As, FromDay = asked.From, UntilDay = asked.Until,
            Reason = asked.Reason.Trim(), ProposedBy = by, ProposedAt = now,
        };
        proposal.Raise(new ChargeProposed(proposal.Id, proposal.Post, proposal.Staff, now));
        return proposal;
    }

    /// <summary>Asks for the same thing, in the same way, from the same day.</summary>
    public bool IsSame(ChargeProposal other) => (Post, Staff, As, FromDay) == (other.Post, other.Staff, other.As, other.FromDay);

    /// <returns>False when the same person confirmed it already: a second click changes nothing.</returns>
    public bool Confirm(Guid by, DateTimeOffset now)
    {
        if (State is ProposalState.Confirmed && DecidedBy == by) return false;
        if (State is not ProposalState.Waiting) throw new Refusal("directory.proposal-decided");
        if (by == ProposedBy) throw new Refusal("directory.same-administrator");
        if (by == Staff) throw new Refusal("directory.own-desk");
        (State, DecidedBy, DecidedAt) = (ProposalState.Confirmed, by, now);
        Raise(new ChargeConfirmed(Id, Post, Staff, now));
        return true;
    }

    /// <summary>Who proposed it may take it back in the same way.</summary>
    public void TurnDown(string? words, Guid by, DateTimeOffset now)
    {
        if (State is ProposalState.TurnedDown && DecidedBy == by) return;
        if (State is not ProposalState.Waiting) throw new Refusal("directory.proposal-decided");
        if (string.IsNullOrWhiteSpace(words)) throw new Refusal("directory.reason-missing");
        (State, DecidedBy, DecidedAt, Words) = (ProposalState.TurnedDown, by, now, words.Trim());
        Raise(new ChargeTurnedDown(Id, Post, Staff, now));
    }
}
