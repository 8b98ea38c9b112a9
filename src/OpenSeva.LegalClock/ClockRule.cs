using System.Text.Json.Serialization;

namespace OpenSeva.LegalClock;

/// <summary>What a limit is counted in.</summary>
public enum LimitUnit
{
    /// <summary>Days on which the deciding office's calendar is open.</summary>
    WorkingDays,

    /// <summary>Every day.</summary>
    CalendarDays,
}

/// <summary>The event from which the law counts.</summary>
public enum StartRule
{
    /// <summary>The application reached the office.</summary>
    Received,

    /// <summary>The application was complete: every form, document and fee was there.</summary>
    Complete,

    /// <summary>The fee was paid.</summary>
    Paid,

    /// <summary>A report the office does not make itself arrived.</summary>
    ExternalReport,
}

/// <summary>
/// One time limit of an Act as the Act states it.
/// The first day is excluded (General Clauses Act 1897, section 9); due at closing time of the last counted day.
/// </summary>
/// <param name="Limit">How many units, 1 or more.</param>
/// <param name="PauseReasons">The only reasons for which this clock may stand still; empty means it never does.</param>
public sealed record ClockRule(
    int Limit,
    LimitUnit Unit,
    StartRule Start,
    IReadOnlyList<string> PauseReasons)
{
    /// <summary>Ten years: longer than any notified limit, short enough that a slip of the keyboard is noticed.</summary>
    public const int LongestLimit = 3_660;

    /// <summary>A pause in force is one bit while counting.</summary>
    public const int MostPauseReasons = 64;

    /// <summary>The event that starts this clock.</summary>
    [JsonIgnore]
    public ClockEventKind StartEvent => Start switch
    {
        StartRule.Received => ClockEventKind.Received,
        StartRule.Complete => ClockEventKind.Complete,
        StartRule.Paid => ClockEventKind.Paid,
        _ => ClockEventKind.ExternalReport,
    };

    /// <summary>Why this rule cannot be kept; empty when it can.</summary>
    public IEnumerable<Impossible> Mistakes()
    {
        if (Limit < 1) yield return new("limit", $"{Limit} leaves no day to act; a limit is 1 or more.");
        if (Limit > LongestLimit) yield return new("limit", $"{Limit} is more than {LongestLimit}.");
        if (PauseReasons.Count > MostPauseReasons) yield return new("pauses", $"There are more than {MostPauseReasons} reasons.");
        if (PauseReasons.Any(string.IsNullOrWhiteSpace)) yield return new("pauses", "A reason has no name.");
        foreach (var twice in PauseReasons.GroupBy(reason => reason).Where(same => same.Count() > 1))
            yield return new("pauses", $"'{twice.Key}' is named twice.");
    }
}

/// <summary>One reason why a rule or calendar cannot be followed.</summary>
/// <param name="Member">The member of the file it stands in.</param>
public sealed record Impossible(string Member, string Sentence);

/// <summary>How long one desk of the workflow may take, in working days, inside the statutory limit.</summary>
/// <param name="Code">The stage's code in the service definition.</param>
public sealed record StageLimit(string Code, int Limit);
