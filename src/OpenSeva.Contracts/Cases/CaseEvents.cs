using OpenSeva.Kernel;

namespace OpenSeva.Contracts.Cases;

/// <summary>An application was sent and waits at its first desk.</summary>
public sealed record CaseSubmitted(
    Guid CaseId, string Number, string Service, int ServiceVersion, string Department, Guid OfficeId, Guid PostId,
    Guid CitizenId, DateTimeOffset At, DateTimeOffset? DueAt) : IEvent;

/// <summary>An application went to another desk (forward, recommend, return).</summary>
public sealed record CaseMoved(
    Guid CaseId, string Number, string Service, string Department, Guid FromPost, Guid OfficeId, Guid PostId,
    string Stage, Guid CitizenId, DateTimeOffset At, DateTimeOffset? DueAt) : IEvent;

/// <summary>A colleague took an application over at the desk; stage and limits stay.</summary>
public sealed record CaseTakenOver(Guid CaseId, string Number, string Service, string Department, Guid FromPost, Guid OfficeId, Guid PostId, DateTimeOffset At) : IEvent;

public sealed record ObjectionRaised(Guid CaseId, string Number, string Service, Guid CitizenId, Guid PostId, int Points, DateTimeOffset At) : IEvent;

public sealed record ObjectionAnswered(Guid CaseId, string Number, string Service, Guid CitizenId, Guid PostId, DateTimeOffset At, DateTimeOffset? DueAt) : IEvent;

/// <summary>The desk goes on without the citizen's answer to its objection.</summary>
public sealed record ObjectionEnded(Guid CaseId, string Number, string Service, Guid CitizenId, Guid PostId, DateTimeOffset At, DateTimeOffset? DueAt) : IEvent;

/// <summary>The office asks for a further fee.</summary>
public sealed record FeeCharged(Guid CaseId, string Number, string Service, Guid CitizenId, Guid ChargeId, Money Total, DateTimeOffset At) : IEvent;

/// <summary>Granted or refused.</summary>
/// <param name="DecidedBy">Staff member; <paramref name="PostId"/> is the post they decided from.</param>
/// <param name="WithinLimit">At or before the statutory due instant.</param>
/// <param name="Supersedes">For a correction: the case whose document the new one replaces.</param>
public sealed record CaseDecided(
    Guid CaseId, string Number, string Service, int ServiceVersion, string Department, Guid OfficeId, Guid PostId, Guid DecidedBy,
    Guid CitizenId, bool Approved, DateTimeOffset At, DateTimeOffset? DueAt, bool WithinLimit, Guid? Supersedes) : IEvent
{
    /// <summary>For a refusal: its reasons, by the codes of the service's version.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}

public sealed record CaseWithdrawn(Guid CaseId, string Number, string Service, string Department, Guid OfficeId, Guid PostId, Guid CitizenId, DateTimeOffset At) : IEvent;

/// <summary>A message in the case's conversation.</summary>
public sealed record CaseMessageSent(Guid CaseId, string Number, string Service, Guid CitizenId, bool FromCitizen, DateTimeOffset At) : IEvent;

/// <summary>The record of a case was destroyed after its retention; the register entry stays.</summary>
public sealed record CaseDestroyed(Guid CaseId, string Number, string Service, string Department, DateTimeOffset At) : IEvent;
