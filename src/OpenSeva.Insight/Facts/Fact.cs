namespace OpenSeva.Insight.Facts;

/// <summary>
/// One thing that happened to an application, as its room told it. Everything this room shows is made of these and can
/// be made again from them.
/// </summary>
internal sealed class Fact
{
    /// <summary>The order in which facts were heard; the order in which they happened is <see cref="At"/>.</summary>
    public long Seq { get; private init; }

    public required Guid CaseId { get; init; }
    public required FactKind Kind { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Number, service and department stand in the submission; they never change after it.</summary>
    public string? Number { get; init; }

    public string? Service { get; init; }
    public string? Department { get; init; }

    /// <summary>The office and post that hold the application from here on.</summary>
    public Guid? OfficeId { get; init; }

    public Guid? PostId { get; init; }

    /// <summary>The statutory due instant from here on; null while the clock stands still.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public bool? Approved { get; init; }
    public bool? WithinLimit { get; init; }
}

/// <summary>In the order in which facts of the same instant are taken.</summary>
internal enum FactKind { Submitted, Moved, Objected, Answered, Redated, Decided, Withdrawn, TakenOver }
