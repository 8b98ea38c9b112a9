using OpenSeva.Contracts.Cases;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Objections;

/// <summary>
/// What an officer asks the citizen to mend: named fields or documents, each with a coded reason, all at once.
/// A second objection to the same case is allowed and counted: <see cref="N"/> tells.
/// </summary>
internal sealed class Objection : Entity
{
    public Guid CaseId { get; private init; }

    /// <summary>1 for the first objection of the case; what comes later should have been asked at once.</summary>
    public int N { get; private init; }
    public IReadOnlyList<ObjectionPoint> Points { get; private set; } = [];
    public string? Note { get; private set; }

    /// <summary>The named pause on the legal clock; null when the clock runs on.</summary>
    public string? PauseReason { get; private init; }
    public Guid PostId { get; private init; }
    public DateTimeOffset RaisedAt { get; private init; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The version of the answers that answered it.</summary>
    public int? AnsweredBy { get; private set; }

    /// <summary>Ended with the case, unanswered.</summary>
    public DateTimeOffset? LapsedAt { get; private set; }

    public override string Stream => CaseCard.StreamOf(CaseId);

    private Objection()
    {
    }

    public static Objection Raise(Guid caseId, int n, IReadOnlyList<ObjectionPoint> points, string? note, string? pause, Guid post, DateTimeOffset now) => new()
    {
        CaseId = caseId,
        N = n,
        Points = points,
        Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
        PauseReason = pause,
        PostId = post,
        RaisedAt = now,
    };

    public bool IsOpen => AnsweredAt is null && LapsedAt is null;

    public void Answer(int answersVersion, DateTimeOffset now)
    {
        if (!IsOpen) throw new Refusal("case.not-asked");
        (AnsweredAt, AnsweredBy) = (now, answersVersion);
    }

    public void Lapse(DateTimeOffset now) => LapsedAt ??= now;

    /// <summary>What was asked for stays by its codes; what was written about it goes with the record.</summary>
    public void Destroy() => (Points, Note) = ([.. Points.Select(point => point with { Note = null })], null);
}

/// <summary>One thing to mend.</summary>
/// <param name="Target">A field's or a document's code.</param>
/// <param name="Reason">One of the definition's objection reasons.</param>
/// <param name="Note">In addition to the reason, never instead of it.</param>
public sealed record ObjectionPoint(PointKind Kind, string Target, string Reason, string? Note = null);

public enum PointKind { Field, Document }
