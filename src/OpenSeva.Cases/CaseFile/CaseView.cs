using System.Text.Json.Nodes;
using OpenSeva.Contracts.Cases;

namespace OpenSeva.Cases.CaseFile;

/// <summary>A case as whoever may read it sees it. What is the office's own (remarks between desks, officers' forms, names) only staff see.</summary>
/// <param name="Status">The plain label, in the reader's language.</param>
/// <param name="Holder">The desk that holds the main item; null when nothing waits any more.</param>
/// <param name="Actions">What the reader may do now, by code.</param>
public sealed record CaseView(
    Guid Id, int Version, string Number, string Service, int ServiceVersion, string ServiceName, string Department, CaseState State, string Stage,
    string Status, string ApplicantName, string Unit, DateTimeOffset SubmittedAt, DateTimeOffset? DueAt, string? PauseReason, DateTimeOffset? DecidedAt,
    Guid? Corrects, DeskView? Holder, int AnswersVersion, JsonObject Answers, IReadOnlyList<DocumentView> Documents, IReadOnlyList<IssuedView> Issued,
    IReadOnlyList<ObjectionView> Objections, IReadOnlyList<ClearanceView> Clearances, IReadOnlyList<ActView> History, IReadOnlyList<ActionView> Actions)
{
    /// <summary>Until the law's limit; negative when it has passed, null where none runs or the law counts every day.</summary>
    public int? WorkingDaysLeft { get; init; }

    /// <summary>When the gateway took the fee back; null when nothing is owed.</summary>
    public DateTimeOffset? FeeTakenBackAt { get; init; }

    /// <summary>The record was destroyed after its retention: answers, documents and messages are gone, the register entry stays.</summary>
    public DestroyedView? Destroyed { get; init; }

    /// <summary>For a refusal: to whom the citizen may appeal.</summary>
    public AppealView? Appeal { get; init; }

    /// <summary>In which capacity it was filed: self, guardian, representative, facilitator; null for cases older than the question.</summary>
    public string? FiledAs { get; init; }

    /// <summary>Further fees the office asked for, in the order in which it did.</summary>
    public IReadOnlyList<Charges.ChargeView> Charges { get; init; } = [];
}

/// <param name="AuthorityName">The first appellate authority, in words.</param>
/// <param name="Office">Its office over the place the application is about; null when none is known there.</param>
/// <param name="Days">From the decision; null where the law names none.</param>
/// <param name="Example">The days are an example value, no state's law.</param>
public sealed record AppealView(string Authority, string AuthorityName, string? Office, int? Days, bool Example);

/// <param name="Order">On whose order, in words.</param>
/// <param name="ProposedBy">The administrators' names, for staff.</param>
public sealed record DestroyedView(DateTimeOffset At, string Order, string? ProposedBy, string? ConfirmedBy);

/// <summary>A post and its office in the reader's language; never a person.</summary>
public sealed record DeskView(Guid PostId, string Post, string Office, DateTimeOffset Since);

/// <param name="PagesPath">A PDF's pages as pictures: this and the page's number; null where there are none.</param>
public sealed record DocumentView(string Code, Guid Upload, string FileName, string MediaType, long Bytes, int Pages, string State, string Path, string? PagesPath);

/// <param name="OfficePath">Page on which an officer reads it and may revoke it; null for who does not act from a post.</param>
public sealed record IssuedView(string Number, DateTimeOffset IssuedAt, string State, string DownloadPath, string VerifyPath, string? OfficePath);

public sealed record ObjectionView(
    Guid Id, int N, IReadOnlyList<Objections.ObjectionPoint> Points, string? Note, string? PauseReason,
    DateTimeOffset RaisedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? EndedAt)
{
    /// <summary>Once answered: the answers objected to as they were, by code.</summary>
    public JsonObject? Before { get; init; }

    /// <summary>Once answered: the same answers as they were given then.</summary>
    public JsonObject? Mended { get; init; }
}

/// <param name="Mine">It waits on the reader's own desk.</param>
public sealed record ClearanceView(
    Guid Id, string Code, string State, string Post, string Office, DateTimeOffset AskedAt, DateTimeOffset DueAt, DateTimeOffset? AnsweredAt, string? Remarks, bool Mine)
{
    /// <summary>Until its limit, in working days of the office asked; negative when it has passed.</summary>
    public int? WorkingDaysLeft { get; init; }
}

/// <param name="Kind">submitted, forwarded, objected …</param>
/// <param name="Action">The definition's action or clearance; of what one desk passed on to another, for staff.</param>
/// <param name="By">Post and office, or null for the citizen.</param>
/// <param name="Name">The officer's name, for staff.</param>
public sealed record ActView(
    int N, string Kind, string? Action, string Stage, string? ToStage, DateTimeOffset At, Guid? PostId, string? By, string? Name, string? To,
    string? Remarks, IReadOnlyList<string> Reasons, JsonObject? Fields)
{
    /// <summary>The objection or clearance the act is about.</summary>
    public Guid? Reference { get; init; }
}

/// <param name="Blocked">Code of the refusal that stands in the way; null when it may be done now.</param>
public sealed record ActionView(string Code, string Kind, string? To, string? Blocked);

internal static class DocumentNames
{
    /// <summary>What the service calls a document; a file that answers a question is called as the question is.</summary>
    public static string NameOf(this Contracts.Catalogue.PublishedService service, DocumentView document) =>
        service.Texts[service.Definition.Documents.Any(rule => rule.Code == document.Code) ? Definitions.TextKeys.Document(document.Code) : Definitions.TextKeys.Field(document.Code)];
}
