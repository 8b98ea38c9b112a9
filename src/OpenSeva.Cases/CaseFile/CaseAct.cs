using System.Text.Json.Nodes;
using OpenSeva.Contracts.Cases;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.CaseFile;

/// <summary>What was done with a case.</summary>
internal enum ActKind
{
    Submitted, Forwarded, Recommended, Returned, PulledBack, TakenOver, Objected, Answered, ObjectionEnded, Asked, Cleared, NotCleared, Approved, Rejected, Withdrawn,
    FeeTakenBack, FeePaidAgain, FeeNoted, Completed, Reported, Charged, ChargePaid, ChargeTakenBack, ChargeCalledOff,
    RecordDestroyed,
}

/// <summary>One line of a case's history: who did what, from which post, when, and what they wrote. Never changed; what was written goes with the record.</summary>
internal sealed class CaseAct : Entity
{
    public Guid CaseId { get; private init; }

    /// <summary>Its place in the case's history, from 1 without a gap.</summary>
    public int N { get; private init; }
    public ActKind Kind { get; private init; }

    /// <summary>Code of the definition's action, or of the clearance; of the submission, in which capacity it was filed.</summary>
    public string? Action { get; private init; }

    /// <summary>The stage in which it was done.</summary>
    public string Stage { get; private init; } = "";
    public string? ToStage { get; private init; }
    public DateTimeOffset At { get; private init; }
    public ActorKind ActorKind { get; private init; }
    public Guid? ActorId { get; private init; }
    public Guid? PostId { get; private init; }

    /// <summary>The post it went to.</summary>
    public Guid? ToPost { get; private init; }
    public string? Remarks { get; private set; }

    /// <summary>Coded reasons of a rejection or a return.</summary>
    public IReadOnlyList<string> Reasons { get; private init; } = [];

    /// <summary>The officer's own form.</summary>
    public JsonObject? Fields { get; private set; }

    /// <summary>The objection or clearance the line is about.</summary>
    public Guid? Reference { get; private init; }

    public override string Stream => CaseCard.StreamOf(CaseId);

    private CaseAct()
    {
    }

    public static CaseAct Of(Case done, ActKind kind, Actor actor, DateTimeOffset now, Deed? deed = null) => new()
    {
        CaseId = done.Id,
        N = done.NextAct(),
        Kind = kind,
        Action = deed?.Action,
        Stage = deed?.Stage ?? done.Stage,
        ToStage = deed?.ToStage,
        At = now,
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        PostId = actor.PostId,
        ToPost = deed?.ToPost,
        Remarks = string.IsNullOrWhiteSpace(deed?.Remarks) ? null : deed.Remarks.Trim(),
        Reasons = deed?.Reasons ?? [],
        Fields = deed?.Fields is { Count: > 0 } fields ? fields : null,
        Reference = deed?.Reference,
    };

    public void Destroy() => (Remarks, Fields) = (null, null);
}

/// <summary>The particulars of an act.</summary>
/// <param name="Stage">The stage in which it was done, when the case has already left it.</param>
internal sealed record Deed(
    string? Action = null, string? Stage = null, string? ToStage = null, Guid? ToPost = null, string? Remarks = null,
    IReadOnlyList<string>? Reasons = null, JsonObject? Fields = null, Guid? Reference = null);
