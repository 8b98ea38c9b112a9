namespace OpenSeva.Insight.Counting;

/// <summary>What happened in one month: the sums that never change with the clock on the wall.</summary>
internal abstract class MonthRow
{
    /// <summary>Year and month of the state's civil time, 202611.</summary>
    public int Month { get; init; }

    public string Department { get; init; } = "";
    public long Received { get; init; }

    /// <summary>Approved or rejected.</summary>
    public long Disposed { get; init; }

    /// <summary>Of the disposed: at or before the statutory due instant.</summary>
    public long Within { get; init; }

    public long Approved { get; init; }

    /// <summary>Of the disposed: sent back to the citizen at least once.</summary>
    public long SentBack { get; init; }

    public long Withdrawn { get; init; }
}

/// <summary>By seat: receipts at the post they came to, disposals at the post that decided, and what went from seat to seat between.</summary>
internal sealed class SeatMonth : MonthRow
{
    public Guid OfficeId { get; init; }
    public Guid PostId { get; init; }

    /// <summary>Came from another office.</summary>
    public long OfficeIn { get; init; }

    /// <summary>Went to another office.</summary>
    public long OfficeOut { get; init; }

    /// <summary>Came from another desk, of whatever office.</summary>
    public long DeskIn { get; init; }

    /// <summary>Went to another desk, of whatever office.</summary>
    public long DeskOut { get; init; }
}

/// <summary>By service: few rows, from which the state's and the departments' totals are read.</summary>
internal sealed class ServiceMonth : MonthRow
{
    public string Service { get; init; } = "";
}

/// <summary>
/// What waits, by the instant at which it becomes late: whoever adds up the rows before now has what is late now,
/// and nothing needs to be rewritten when a limit passes.
/// </summary>
internal abstract class WaitingRow
{
    public string Department { get; init; } = "";
    public DateTimeOffset DueAt { get; init; }
    public long Pending { get; init; }
}

/// <summary>By seat that holds it.</summary>
internal sealed class SeatWaiting : WaitingRow
{
    public Guid OfficeId { get; init; }
    public Guid PostId { get; init; }
}

/// <summary>By service.</summary>
internal sealed class ServiceWaiting : WaitingRow
{
    public string Service { get; init; } = "";
}

/// <summary>How many disposals took how many calendar days: the median comes from here.</summary>
internal sealed class DaysRow
{
    public int Month { get; init; }
    public string Department { get; init; } = "";
    public Guid OfficeId { get; init; }
    public int Days { get; init; }
    public long Disposed { get; init; }
}
