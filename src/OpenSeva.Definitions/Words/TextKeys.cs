namespace OpenSeva.Definitions;

/// <summary>Where each piece of a service finds its words in texts.LANGUAGE.yaml. Nested members are joined by dots.</summary>
public static class TextKeys
{
    public const string Name = "name";

    /// <summary>One sentence under the name.</summary>
    public const string Summary = "summary";

    /// <summary>Who may apply.</summary>
    public const string Who = "who";

    /// <summary>What the applicant gets in the end.</summary>
    public const string Result = "result";

    /// <summary>Name of the Act behind the time limit.</summary>
    public const string Act = "act";

    public static string Page(string code) => $"pages.{code}";

    public static string Field(string code) => $"fields.{code}.label";

    /// <summary>Optional: a line of help under the label.</summary>
    public static string FieldHint(string code) => $"fields.{code}.hint";

    public static string Option(string field, string option) => $"fields.{field}.options.{option}";

    public static string Document(string code) => $"documents.{code}.label";

    public static string DocumentHint(string code) => $"documents.{code}.hint";

    public static string Fee(string code) => $"fees.{code}";

    public static string Waiver(string code) => $"waivers.{code}";

    /// <summary>The sentence shown when the rule fails.</summary>
    public static string Eligibility(string code) => $"eligibility.{code}";

    /// <summary>What the holders of a role are called.</summary>
    public static string Role(string code) => $"roles.{code}";

    public static string Stage(string code) => $"stages.{code}";

    public static string Action(string code) => $"actions.{code}";

    public static string Clearance(string code) => $"clearances.{code}";

    /// <summary>The citizen's plain status label.</summary>
    public static string Status(string code) => $"status.{code}";

    /// <summary>A coded reason of objection or rejection.</summary>
    public static string Reason(string code) => $"reasons.{code}";

    /// <summary>A named reason for which the clock stands still.</summary>
    public static string Pause(string code) => $"pauses.{code}";

    public static string Certificate(string code) => $"certificate.{code}";
}
