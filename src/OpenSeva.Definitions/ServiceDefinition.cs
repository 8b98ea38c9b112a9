using OpenSeva.LegalClock;

namespace OpenSeva.Definitions;

/// <summary>
/// One immutable version of a public service, as its department wrote it in services/DEPARTMENT/CODE/.
/// Every application pins the version it began under.
/// </summary>
/// <param name="Code">Stable code, for example income-certificate.</param>
/// <param name="Department">Code of the owning department.</param>
/// <param name="EffectiveFrom">First day on which applications begin under this version.</param>
public sealed record ServiceDefinition(
    string Code,
    string Department,
    int Version,
    DateOnly EffectiveFrom,
    DateOnly? EffectiveTo,
    string Sector,
    IReadOnlyList<string> Keywords,
    Law Law,
    Numbering Numbering,
    ApplicantRule Applicant,
    IReadOnlyList<FormPage> Pages,
    IReadOnlyList<DocumentRule> Documents,
    IReadOnlyList<FeeHead> Fees,
    Workflow Workflow,
    CertificateTemplate? Certificate,
    int RetentionYears);

/// <summary>The Act behind the service's time limit, and who answers for it.</summary>
/// <param name="Act">Text key of the Act's name.</param>
/// <param name="Example">The limit is an example value, not the law of any state.</param>
/// <param name="DesignatedOfficer">Role answerable for delivery within the limit.</param>
public sealed record Law(
    string Act,
    ClockRule Rule,
    bool Example,
    string DesignatedOfficer,
    string FirstAppeal,
    string SecondAppeal);

/// <summary>The series an application's number is drawn from.</summary>
/// <param name="Kind">Short upper-case kind, for example INC.</param>
/// <param name="FinancialYear">True: April to March. False: January to December.</param>
public sealed record Numbering(string Kind, bool FinancialYear);

/// <summary>Who may file.</summary>
/// <param name="Jurisdiction">Code of the address field whose unit routes the case.</param>
/// <param name="NameField">Field that names the person the document is for.</param>
/// <param name="Eligibility">Must hold before the application may be sent; null admits everybody.</param>
/// <param name="DuplicateFields">Fields whose equal values in an open case earn a duplicate warning.</param>
public sealed record ApplicantRule(
    string Jurisdiction,
    string NameField,
    IReadOnlyList<EligibilityRule> Eligibility,
    IReadOnlyList<string> DuplicateFields);

/// <summary>One condition of eligibility and the text key of the sentence shown when it fails.</summary>
public sealed record EligibilityRule(string Code, Determinant When);

/// <summary>One page of the form.</summary>
public sealed record FormPage(string Code, Determinant? When, IReadOnlyList<Field> Fields);

public enum FieldType { Text, LongText, Number, Money, Date, Choice, YesNo, PersonName, Mobile, Email, Address, Group }

/// <summary>One question. Label, hint and options' words live in the texts under fields.CODE.</summary>
/// <param name="Options">For <see cref="FieldType.Choice"/>: option codes.</param>
/// <param name="Fields">For <see cref="FieldType.Group"/>: the fields of each entry.</param>
/// <param name="Min">Number: value. Money: paise. Text: characters. Group: entries. Date: years from today, negative is past.</param>
public sealed record Field(
    string Code,
    FieldType Type,
    bool Required,
    Determinant? When,
    long? Min,
    long? Max,
    string? Pattern,
    IReadOnlyList<string> Options,
    IReadOnlyList<Field> Fields);

/// <summary>One document the service asks for.</summary>
/// <param name="Required">Null: optional. <see cref="Determinant.Always"/>: always.</param>
public sealed record DocumentRule(
    string Code,
    Determinant? When,
    bool Required,
    IReadOnlyList<string> Accept,
    int MaxMegabytes,
    int MaxPages);

/// <summary>One head of the fee.</summary>
/// <param name="Account">Government account head the money goes to.</param>
/// <param name="Amount">Paise; null when slabs decide.</param>
/// <param name="SlabField">Number or money field the slabs look at.</param>
public sealed record FeeHead(
    string Code,
    string Account,
    long? Amount,
    string? SlabField,
    IReadOnlyList<Slab> Slabs,
    IReadOnlyList<Waiver> Waivers);

/// <summary>Applies up to and including <paramref name="UpTo"/>; null is "and above".</summary>
public sealed record Slab(long? UpTo, long Amount);

/// <summary>The head falls away when the condition holds.</summary>
public sealed record Waiver(string Code, Determinant When);

/// <summary>The desks an application passes.</summary>
public sealed record Workflow(
    string Start,
    IReadOnlyList<Stage> Stages,
    IReadOnlyList<string> ObjectionReasons,
    IReadOnlyList<string> RejectionReasons);

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
    IReadOnlyList<Field> Fields);

/// <summary>One office asked in parallel; its own item on its own desk.</summary>
public sealed record Clearance(string Code, string Role, int LimitDays, Determinant? When);

/// <summary>The deliverable's layout: text keys with {field} placeholders.</summary>
/// <param name="Title">Text key.</param>
/// <param name="Body">Text keys of the paragraphs, in order.</param>
/// <param name="Rows">Label and value pairs shown as a table: text key and field code.</param>
/// <param name="ValidMonths">Null: no expiry.</param>
/// <param name="SignedBy">Role whose post and office stand under the document.</param>
public sealed record CertificateTemplate(
    string Title,
    IReadOnlyList<string> Body,
    IReadOnlyList<CertificateRow> Rows,
    int? ValidMonths,
    string SignedBy);

public sealed record CertificateRow(string Label, string Field);
