using OpenSeva.Kernel;
using KernelTime = OpenSeva.Kernel.Time;

namespace OpenSeva.Insight.Facts;

/// <summary>How an application stands, as far as counting goes.</summary>
internal enum Standing { Open, WithCitizen, Approved, Rejected, Withdrawn }

/// <summary>
/// One application as the numbers see it: the fold of its facts. These are the rows that a number counts and that one
/// finds behind it.
/// </summary>
internal sealed class CaseRow
{
    /// <summary>Stands in for "no due instant": a clock that stands still is never late, and sorts last.</summary>
    public static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required string Service { get; init; }
    public required string Department { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required int ReceivedMonth { get; init; }
    public required Guid ReceivedOffice { get; init; }
    public required Guid ReceivedPost { get; init; }
    public Standing Standing { get; private set; }

    /// <summary>Who holds it; once it is closed, who held it last.</summary>
    public Guid OfficeId { get; private set; }

    public Guid PostId { get; private set; }

    /// <summary>Since when that post holds it.</summary>
    public DateTimeOffset Since { get; private set; }

    public DateTimeOffset DueAt { get; private set; } = Never;

    /// <summary>How often it was sent back to the citizen.</summary>
    public int Objections { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Year and month, 202611; 0 while it is open.</summary>
    public int ClosedMonth { get; private set; }

    /// <summary>Calendar days from receipt to the end; 0 while it is open.</summary>
    public int Days { get; private set; }

    public bool? WithinLimit { get; private set; }

    /// <summary>How it went from desk to desk; kept in rows of their own.</summary>
    public IReadOnlyList<Pass> Passes { get; private set; } = [];

    public bool IsPending => Standing is Standing.Open or Standing.WithCitizen;

    public bool IsDisposed => Standing is Standing.Approved or Standing.Rejected;

    /// <summary>
    /// The same facts give the same row in whatever order they were heard. Null before the submission was heard:
    /// an application counts from then on.
    /// </summary>
    public static CaseRow? Fold(IEnumerable<Fact> facts)
    {
        var inOrder = facts.OrderBy(fact => fact.At).ThenBy(fact => fact.Kind).ThenBy(fact => fact.Seq).ToList();
        if (inOrder.Find(fact => fact.Kind is FactKind.Submitted) is not { } first) return null;

        var row = new CaseRow
        {
            Id = first.CaseId,
            Number = first.Number!,
            Service = first.Service!,
            Department = first.Department!,
            ReceivedAt = first.At,
            ReceivedMonth = MonthOf(first.At),
            ReceivedOffice = first.OfficeId!.Value,
            ReceivedPost = first.PostId!.Value,
        };
        (row.OfficeId, row.PostId, row.Since, row.DueAt) = (row.ReceivedOffice, row.ReceivedPost, first.At, first.DueAt ?? Never);
        foreach (var fact in inOrder.Where(fact => fact.Kind is not FactKind.Submitted)) row.Take(fact);
        return row;
    }

    /// <summary>The month of the state's civil time, 202611.</summary>
    public static int MonthOf(DateTimeOffset at)
    {
        var civil = TimeZoneInfo.ConvertTime(at, KernelTime.India);
        return (civil.Year * 100) + civil.Month;
    }

    private void Take(Fact fact)
    {
        if (!IsPending) return;
        switch (fact.Kind)
        {
            case FactKind.Moved:
                Standing = Standing.Open;
                Hold(fact);
                DueAt = fact.DueAt ?? Never;
                break;
            case FactKind.TakenOver:
                Hold(fact);
                break;
            case FactKind.Objected:
                (Standing, Objections) = (Standing.WithCitizen, Objections + 1);
                break;
            case FactKind.Answered:
                (Standing, DueAt) = (Standing.Open, fact.DueAt ?? Never);
                break;
            case FactKind.Redated:
                DueAt = fact.DueAt ?? Never;
                break;
            case FactKind.Decided:
                Hold(fact);
                DueAt = fact.DueAt ?? Never;
                Close(fact, fact.Approved is true ? Standing.Approved : Standing.Rejected);
                break;
            case FactKind.Withdrawn:
                Close(fact, Standing.Withdrawn);
                break;
            default:
                throw new InvalidOperationException($"Case {Id} was submitted twice.");
        }
    }

    private void Hold(Fact fact)
    {
        var (office, post) = (fact.OfficeId!.Value, fact.PostId!.Value);
        if (PostId != post) Since = fact.At;
        if ((OfficeId, PostId) != (office, post)) Passes = [.. Passes, new(Id, Passes.Count + 1, Department, Service, fact.At, MonthOf(fact.At), OfficeId, PostId, office, post)];
        (OfficeId, PostId) = (office, post);
    }

    private void Close(Fact fact, Standing standing)
    {
        (Standing, ClosedAt, ClosedMonth, WithinLimit) = (standing, fact.At, MonthOf(fact.At), fact.WithinLimit);
        Days = (int)(fact.At - ReceivedAt).TotalDays;
    }
}
