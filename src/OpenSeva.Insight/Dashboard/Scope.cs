using OpenSeva.Insight.Counting;
using OpenSeva.Insight.Facts;
using OpenSeva.Kernel;

namespace OpenSeva.Insight.Dashboard;

/// <summary>What is looked at: the whole state, or a department, one of its services, one of its offices, one desk there.</summary>
public sealed record Scope(string? Department = null, Guid? Office = null, Guid? Post = null, string? Service = null)
{
    /// <summary>
    /// What this person may look at: heads and tokens of a department see their department, whoever belongs to none sees the state.
    /// </summary>
    internal Scope Within(Actor actor)
    {
        if (actor.Department is null || actor.Has(Grant.Administrator)) return this;

        return Department is null ? this with { Department = actor.Department }
            : Department == actor.Department ? this
            : throw new Refusal("request.forbidden");
    }

    internal bool IsSeat => Office is not null;

    internal IQueryable<SeatMonth> In(IQueryable<SeatMonth> rows) => rows.Where(row =>
        row.Department == Department && (Office == null || row.OfficeId == Office) && (Post == null || row.PostId == Post));

    internal IQueryable<SeatWaiting> In(IQueryable<SeatWaiting> rows) => rows.Where(row =>
        row.Department == Department && (Office == null || row.OfficeId == Office) && (Post == null || row.PostId == Post));

    internal IQueryable<ServiceMonth> In(IQueryable<ServiceMonth> rows) => rows.Where(row =>
        (Department == null || row.Department == Department) && (Service == null || row.Service == Service));

    internal IQueryable<ServiceWaiting> In(IQueryable<ServiceWaiting> rows) => rows.Where(row =>
        (Department == null || row.Department == Department) && (Service == null || row.Service == Service));

    internal IQueryable<DaysRow> In(IQueryable<DaysRow> rows) => rows.Where(row =>
        (Department == null || row.Department == Department) && (Office == null || row.OfficeId == Office));

    /// <summary>The applications received here, or held (at last) here.</summary>
    internal IQueryable<CaseRow> In(IQueryable<CaseRow> rows, bool received)
    {
        if (Department is not null) rows = rows.Where(row => row.Department == Department);
        if (Service is not null) rows = rows.Where(row => row.Service == Service);
        if (Office is not null) rows = received ? rows.Where(row => row.ReceivedOffice == Office) : rows.Where(row => row.OfficeId == Office);
        if (Post is not null) rows = received ? rows.Where(row => row.ReceivedPost == Post) : rows.Where(row => row.PostId == Post);
        return rows;
    }
}
