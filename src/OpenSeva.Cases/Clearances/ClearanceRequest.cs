using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Clearances;

internal enum ClearanceState { Waiting, Clear, NotClear, Lapsed }

/// <summary>One office asked whether it has anything against the application. Its own item waits on its own desk.</summary>
internal sealed class ClearanceRequest : Entity
{
    public Guid CaseId { get; private init; }

    /// <summary>The definition's code of the clearance.</summary>
    public string Code { get; private init; } = "";
    public string Stage { get; private init; } = "";
    public Guid PostId { get; private set; }
    public Guid OfficeId { get; private set; }
    public Guid ItemId { get; private init; }
    public Guid AskedBy { get; private init; }
    public DateTimeOffset AskedAt { get; private init; }
    public DateTimeOffset DueAt { get; private set; }
    public ClearanceState State { get; private set; } = ClearanceState.Waiting;
    public DateTimeOffset? AnsweredAt { get; private set; }
    public Guid? AnsweredBy { get; private set; }
    public string? Remarks { get; private set; }

    public override string Stream => CaseCard.StreamOf(CaseId);

    private ClearanceRequest()
    {
    }

    public static ClearanceRequest Ask(Guid caseId, string code, string stage, SeatCard seat, Guid itemId, Guid askedBy, DateTimeOffset dueAt, DateTimeOffset now) => new()
    {
        CaseId = caseId,
        Code = code,
        Stage = stage,
        PostId = seat.PostId,
        OfficeId = seat.Office.Id,
        ItemId = itemId,
        AskedBy = askedBy,
        AskedAt = now,
        DueAt = dueAt,
    };

    public void Answer(bool clear, string? remarks, Guid by, DateTimeOffset now)
    {
        if (State is not ClearanceState.Waiting) throw new Refusal("case.clearance-answered");
        // A department that stands in the way says why.
        if (!clear && string.IsNullOrWhiteSpace(remarks)) throw new Refusal("case.clearance-reason");

        (State, Remarks, AnsweredBy, AnsweredAt) =
            (clear ? ClearanceState.Clear : ClearanceState.NotClear, string.IsNullOrWhiteSpace(remarks) ? null : remarks.Trim(), by, now);
    }

    /// <summary>A colleague of the same office took it over on the desk.</summary>
    public void TakenOver(Guid post, Guid office) => (PostId, OfficeId) = (post, office);

    /// <summary>Its days were counted again after a holiday was declared or taken back.</summary>
    public void Redate(DateTimeOffset dueAt) => DueAt = dueAt;

    /// <summary>The case ended before the answer came.</summary>
    public void Lapse()
    {
        if (State is ClearanceState.Waiting) State = ClearanceState.Lapsed;
    }

    public void Destroy() => Remarks = null;
}
