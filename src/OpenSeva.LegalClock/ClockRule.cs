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
    IReadOnlyList<string> PauseReasons);
