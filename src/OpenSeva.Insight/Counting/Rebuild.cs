using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Insight.Facts;
using OpenSeva.Kernel;

namespace OpenSeva.Insight.Counting;

/// <summary>Makes every number again from the facts. It counts in one sweep what <see cref="Count"/> counts step by step.</summary>
internal sealed class Rebuild(Work work)
{
    private const int Page = 20_000;

    public static Command Command(CommandHost host)
    {
        var command = new Command("rebuild", "Make every number of the dashboard again from the facts it was counted from");
        command.SetAction((parsed, ct) => host.Run(parsed, async (services, stop) =>
        {
            var counted = await services.GetRequiredService<Rebuild>().Run(stop);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{counted} applications counted again.");
            return 0;
        }, ct));
        return command;
    }

    /// <returns>How many applications were counted.</returns>
    public Task<long> Run(CancellationToken ct) => work.Run(
        async (InsightDb db) =>
        {
            await db.Turn(ct);
            return await Make(db, ct);
        },
        ct);

    /// <returns>How many applications were counted; 0 when another node was first.</returns>
    public Task<long> IfUncounted(CancellationToken ct) => work.Run(
        async (InsightDb db) =>
        {
            await db.Turn(ct);
            return await db.IsUncounted(ct) ? await Make(db, ct) : 0;
        },
        ct);

    private static async Task<long> Make(InsightDb db, CancellationToken ct)
    {
        await Empty(db, ct);
        var counted = await Fold(db, ct);
        await Sum(db, ct);
        await db.MarkCounted(ct);
        return counted;
    }

    private static async Task Empty(InsightDb db, CancellationToken ct)
    {
        await db.Cases.ExecuteDeleteAsync(ct);
        await db.Passes.ExecuteDeleteAsync(ct);
        await db.SeatMonths.ExecuteDeleteAsync(ct);
        await db.ServiceMonths.ExecuteDeleteAsync(ct);
        await db.SeatWaitings.ExecuteDeleteAsync(ct);
        await db.ServiceWaitings.ExecuteDeleteAsync(ct);
        await db.Days.ExecuteDeleteAsync(ct);
    }

    // Case by case in pages: a state's whole history does not fit into memory at once.
    private static async Task<long> Fold(InsightDb db, CancellationToken ct)
    {
        long counted = 0;
        var after = Guid.Empty;
        while (true)
        {
            var page = await db.Facts.AsNoTracking().Where(fact => fact.CaseId.CompareTo(after) > 0)
                .OrderBy(fact => fact.CaseId).Take(Page).ToListAsync(ct);
            var cases = page.GroupBy(fact => fact.CaseId).ToList();
            // The last case of a full page may go on in the next one.
            if (page.Count == Page && cases.Count > 1) cases.RemoveAt(cases.Count - 1);
            foreach (var row in cases.Select(CaseRow.Fold).OfType<CaseRow>())
            {
                db.Add(row);
                db.AddRange(row.Passes);
                counted++;
            }

            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            if (page.Count < Page) return counted;

            after = cases[^1].Key;
        }
    }

    private static async Task Sum(InsightDb db, CancellationToken ct)
    {
        foreach (var sum in (string[])[SeatMonths, ServiceMonths, SeatWaiting, ServiceWaiting, Days]) await db.Database.ExecuteSqlRawAsync(sum, ct);
    }

    private const string Sums = "sum(received), sum(disposed), sum(within), sum(approved), sum(sent_back), sum(withdrawn)";

    private const string Receipt = "received_month as month, 1 as received, 0 as disposed, 0 as within, 0 as approved, 0 as sent_back, 0 as withdrawn";

    private const string Ending =
        """
        closed_month, 0,
        case when standing in ('Approved', 'Rejected') then 1 else 0 end,
        case when standing in ('Approved', 'Rejected') and within_limit then 1 else 0 end,
        case when standing = 'Approved' then 1 else 0 end,
        case when standing in ('Approved', 'Rejected') and objections > 0 then 1 else 0 end,
        case when standing = 'Withdrawn' then 1 else 0 end
        """;

    private const string SeatMonths =
        $"""
        insert into insight_seat_month (department, office_id, post_id, month, received, disposed, within, approved, sent_back, withdrawn, office_in, office_out, desk_in, desk_out)
        select department, office_id, post_id, month, {Sums}, sum(office_in), sum(office_out), sum(desk_in), sum(desk_out) from (
            select department, received_office as office_id, received_post as post_id, {Receipt}, 0 as office_in, 0 as office_out, 0 as desk_in, 0 as desk_out from insight_case
            union all
            select department, office_id, post_id, {Ending}, 0, 0, 0, 0 from insight_case where closed_at is not null
            union all
            select department, from_office, from_post, month, 0, 0, 0, 0, 0, 0, 0, case when from_office <> to_office then 1 else 0 end, 0, 1 from insight_pass
            union all
            select department, to_office, to_post, month, 0, 0, 0, 0, 0, 0, case when from_office <> to_office then 1 else 0 end, 0, 1, 0 from insight_pass
        ) counted group by department, office_id, post_id, month
        """;

    private const string ServiceMonths =
        $"""
        insert into insight_service_month (department, service, month, received, disposed, within, approved, sent_back, withdrawn)
        select department, service, month, {Sums} from (
            select department, service, {Receipt} from insight_case
            union all
            select department, service, {Ending} from insight_case where closed_at is not null
        ) counted group by department, service, month
        """;

    private const string SeatWaiting =
        """
        insert into insight_seat_waiting (department, office_id, post_id, due_at, pending)
        select department, office_id, post_id, due_at, count(*) from insight_case where closed_at is null group by department, office_id, post_id, due_at
        """;

    private const string ServiceWaiting =
        """
        insert into insight_service_waiting (department, service, due_at, pending)
        select department, service, due_at, count(*) from insight_case where closed_at is null group by department, service, due_at
        """;

    private const string Days =
        """
        insert into insight_days (department, office_id, month, days, disposed)
        select department, office_id, closed_month, days, count(*) from insight_case
        where standing in ('Approved', 'Rejected') group by department, office_id, closed_month, days
        """;
}
