namespace OpenSeva.Definitions;

/// <summary>The members each part of a service's files may have. services/schema.json says the same to editors; a test compares them.</summary>
internal static class Format
{
    public static readonly Part Service = new("service",
        "code", "department", "version", "effective-from", "effective-to", "sector", "keywords", "law", "numbering",
        "applicant", "form", "documents", "fees", "workflow", "retention-years");

    public static readonly Part Law = new("law",
        "limit", "unit", "start", "pauses", "example", "designated-officer", "first-appeal", "second-appeal", "appeal-days");

    public static readonly Part Numbering = new("numbering", "kind", "year");
    public static readonly Part Applicant = new("applicant", "jurisdiction", "name", "filed-by", "eligibility", "duplicates");
    public static readonly Part Eligibility = new("eligibility", "code", "when");
    public static readonly Part Page = new("page", "code", "when", "fields");

    public static readonly Part Field = new("field",
        "code", "type", "required", "when", "min", "max", "pattern", "options", "levels", "accept", "max-megabytes", "max-pages", "prefill", "assesses", "since-sent", "fields");

    public static readonly Part Document = new("document",
        "code", "required", "when", "accept", "max-megabytes", "max-pages");

    public static readonly Part Fee = new("fee", "code", "account", "rupees", "by", "slabs", "waivers");
    public static readonly Part Slab = new("slab", "up-to", "rupees");
    public static readonly Part Waiver = new("waiver", "code", "when");
    public static readonly Part Workflow = new("workflow", "start", "stages", "objection-reasons", "rejection-reasons");
    public static readonly Part ObjectionReason = new("objection-reason", "code", "for");
    public static readonly Part Stage = new("stage", "code", "role", "limit-days", "status", "actions", "clearances");

    public static readonly Part Action = new("action",
        "code", "kind", "to", "when", "not-by", "pause", "requires", "dated", "evidence", "charge", "fields");

    public static readonly Part Clearance = new("clearance", "code", "role", "limit-days", "when");
    public static readonly Part Certificate = new("certificate", "title", "body", "rows", "valid-months", "signed-by");
    public static readonly Part Row = new("row", "label", "field");

    public static readonly Part Condition = new("condition",
        "all", "any", "not", "field", "is", "in", "at-least", "at-most", "above", "below", "age-at-least", "age-below", "present");

    public static IReadOnlyList<Part> Parts { get; } =
    [
        Service, Law, Numbering, Applicant, Eligibility, Page, Field, Document, Fee, Slab, Waiver,
        Workflow, ObjectionReason, Stage, Action, Clearance, Certificate, Row, Condition,
    ];

    /// <param name="Name">What the part is called in messages and in schema.json under $defs.</param>
    internal sealed record Part(string Name, params string[] Members);
}
