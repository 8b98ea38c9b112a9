namespace OpenSeva.Definitions;

/// <summary>The desks an application passes.</summary>
public sealed record Workflow(
    string Start,
    IReadOnlyList<Stage> Stages,
    IReadOnlyList<ObjectionReason> ObjectionReasons,
    IReadOnlyList<string> RejectionReasons)
{
    /// <summary>The reasons that make sense of an answer to this question.</summary>
    public IReadOnlyList<ObjectionReason> ReasonsFor(Field field) =>
        [.. ObjectionReasons.Where(reason => field.HoldsAnswers && reason.For is not ReasonFor.Document || field.HoldsFiles && reason.For is not ReasonFor.Answer)];

    /// <summary>The reasons that make sense of a document.</summary>
    public IReadOnlyList<ObjectionReason> ReasonsForDocuments => [.. ObjectionReasons.Where(reason => reason.For is not ReasonFor.Answer)];
}

/// <summary>A coded reason of an objection, and what it may be said of.</summary>
public sealed record ObjectionReason(string Code, ReasonFor For);

/// <summary>What a reason may be said of. A file that answers a question counts as a document.</summary>
public enum ReasonFor { Both, Answer, Document }

/// <summary>One desk of the workflow: whose it is, how long it may take, what may be done.</summary>
/// <param name="Role">Role of the post that holds the case in this stage.</param>
/// <param name="LimitDays">Working days within the statutory limit; null when the stage has none of its own.</param>
/// <param name="Status">Key of the citizen's plain status label.</param>
public sealed record Stage(
    string Code,
    string Role,
    int? LimitDays,
    string Status,
    IReadOnlyList<StageAction> Actions,
    IReadOnlyList<Clearance> Clearances);

/// <summary>What an officer can do with a case.</summary>
public enum ActionKind
{
    /// <summary>Send on to another stage.</summary>
    Forward,

    /// <summary>Send on with a recommendation (in favour or against).</summary>
    Recommend,

    /// <summary>Send back to an earlier stage with a reason.</summary>
    Return,

    /// <summary>Raise an objection with the citizen: named fields or documents, coded reasons, all at once.</summary>
    Object,

    /// <summary>Ask the stage's clearances, all in parallel.</summary>
    Ask,

    /// <summary>Grant: ends the case and issues the deliverable.</summary>
    Approve,

    /// <summary>Refuse with coded reasons: ends the case.</summary>
    Reject,

    /// <summary>Record that nothing is missing any more: the law's time begins where it counts from completeness.</summary>
    Complete,

    /// <summary>Record the receipt of a report from outside, with its date and evidence: the law's time begins with it.</summary>
    Report,

    /// <summary>Ask the citizen for a further fee.</summary>
    Charge,
}

/// <param name="To">Stage that follows; null where the action ends the case or keeps the stage.</param>
/// <param name="When">Guard over the answers; null is always.</param>
/// <param name="NotBy">Stages whose actor may not be the one who does this (maker ≠ checker).</param>
/// <param name="PauseReason">Named pause the action puts on the clock; null leaves it running.</param>
/// <param name="Requires">Codes of what must be there: "clearances", or fields of the officer's own form.</param>
public sealed record StageAction(
    string Code,
    ActionKind Kind,
    string? To,
    Determinant? When,
    IReadOnlyList<string> NotBy,
    string? PauseReason,
    IReadOnlyList<string> Requires,
    IReadOnlyList<Field> Fields)
{
    /// <summary>For <see cref="ActionKind.Report"/>: the own field with the day on which the report came.</summary>
    public string? Dated { get; init; }

    /// <summary>For <see cref="ActionKind.Report"/>: the own field that says by what the report is proved.</summary>
    public string? Evidence { get; init; }

    /// <summary>For <see cref="ActionKind.Charge"/>: the fee heads that are asked for.</summary>
    public IReadOnlyList<string> Charges { get; init; } = [];
}

/// <summary>One office asked in parallel; its own item on its own desk.</summary>
public sealed record Clearance(string Code, string Role, int LimitDays, Determinant? When);
