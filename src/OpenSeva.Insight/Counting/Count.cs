using Microsoft.EntityFrameworkCore;
using OpenSeva.Insight.Facts;
using OpenSeva.Kernel;

namespace OpenSeva.Insight.Counting;

/// <summary>
/// Keeps a fact and moves the counters by what it changes. The case is folded again from all its facts, so the order
/// in which facts are heard does not matter.
/// </summary>
internal sealed class Count(Work work)
{
    public Task<bool> Take(Fact fact, CancellationToken ct) => work.Run(
        async (InsightDb db) =>
        {
            await db.Turn(ct);
            var facts = await db.Facts.Where(known => known.CaseId == fact.CaseId).ToListAsync(ct);
            var kept = await db.Cases.SingleOrDefaultAsync(row => row.Id == fact.CaseId, ct);
            var before = CaseRow.Fold(facts);
            db.Add(fact);
            if (CaseRow.Fold(facts.Append(fact)) is not { } after) return false;

            await Apply(db, Tally.Between(before, after), ct);
            if (kept is null) db.Add(after);
            else db.Entry(kept).CurrentValues.SetValues(after);
            await Keep(db, before?.Passes ?? [], after, ct);
            return true;
        },
        ct);

    // A fact heard late may come before passes that are known already.
    private static async Task Keep(InsightDb db, IReadOnlyList<Pass> before, CaseRow after, CancellationToken ct)
    {
        if (before.SequenceEqual(after.Passes)) return;

        var same = before.Zip(after.Passes).TakeWhile(pair => pair.First == pair.Second).Count();
        if (same < before.Count) await db.Passes.Where(pass => pass.CaseId == after.Id && pass.N > same).ExecuteDeleteAsync(ct);
        db.AddRange(after.Passes.Skip(same));
    }

    private static async Task Apply(InsightDb db, Tally change, CancellationToken ct)
    {
        foreach (var ((seat, month), sums) in change.Months.Where(entry => entry.Value != default))
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into insight_seat_month (department, office_id, post_id, month, received, disposed, within, approved, sent_back, withdrawn, office_in, office_out, desk_in, desk_out)
                values ({seat.Department}, {seat.Office}, {seat.Post}, {month}, {sums.Received}, {sums.Disposed}, {sums.Within}, {sums.Approved}, {sums.SentBack}, {sums.Withdrawn},
                    {sums.Moves.OfficeIn}, {sums.Moves.OfficeOut}, {sums.Moves.DeskIn}, {sums.Moves.DeskOut})
                on conflict (department, office_id, post_id, month) do update set
                    received = insight_seat_month.received + excluded.received, disposed = insight_seat_month.disposed + excluded.disposed,
                    within = insight_seat_month.within + excluded.within, approved = insight_seat_month.approved + excluded.approved,
                    sent_back = insight_seat_month.sent_back + excluded.sent_back, withdrawn = insight_seat_month.withdrawn + excluded.withdrawn,
                    office_in = insight_seat_month.office_in + excluded.office_in, office_out = insight_seat_month.office_out + excluded.office_out,
                    desk_in = insight_seat_month.desk_in + excluded.desk_in, desk_out = insight_seat_month.desk_out + excluded.desk_out
                """, ct);
            // From desk to desk an application stays one of its service.
            if (sums with { Moves = default } == default) continue;

            await db.Database.ExecuteSqlAsync(
                $"""
                insert into insight_service_month (department, service, month, received, disposed, within, approved, sent_back, withdrawn)
                values ({seat.Department}, {seat.Service}, {month}, {sums.Received}, {sums.Disposed}, {sums.Within}, {sums.Approved}, {sums.SentBack}, {sums.Withdrawn})
                on conflict (department, service, month) do update set
                    received = insight_service_month.received + excluded.received, disposed = insight_service_month.disposed + excluded.disposed,
                    within = insight_service_month.within + excluded.within, approved = insight_service_month.approved + excluded.approved,
                    sent_back = insight_service_month.sent_back + excluded.sent_back, withdrawn = insight_service_month.withdrawn + excluded.withdrawn
                """, ct);
        }

        foreach (var ((seat, dueAt), pending) in change.Waiting.Where(entry => entry.Value != 0))
        {
            var due = dueAt.UtcDateTime;
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into insight_seat_waiting (department, office_id, post_id, due_at, pending) values ({seat.Department}, {seat.Office}, {seat.Post}, {due}, {pending})
                on conflict (department, office_id, post_id, due_at) do update set pending = insight_seat_waiting.pending + excluded.pending
                """, ct);
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into insight_service_waiting (department, service, due_at, pending) values ({seat.Department}, {seat.Service}, {due}, {pending})
                on conflict (department, service, due_at) do update set pending = insight_service_waiting.pending + excluded.pending
                """, ct);
            if (pending > 0) continue;

            // What no longer waits leaves no row: the table stays as small as the work in hand.
            await db.Database.ExecuteSqlAsync($"delete from insight_seat_waiting where department = {seat.Department} and office_id = {seat.Office} and post_id = {seat.Post} and due_at = {due} and pending = 0", ct);
            await db.Database.ExecuteSqlAsync($"delete from insight_service_waiting where department = {seat.Department} and service = {seat.Service} and due_at = {due} and pending = 0", ct);
        }

        foreach (var ((department, office, month, days), disposed) in change.Days.Where(entry => entry.Value != 0))
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into insight_days (department, office_id, month, days, disposed) values ({department}, {office}, {month}, {days}, {disposed})
                on conflict (department, office_id, month, days) do update set disposed = insight_days.disposed + excluded.disposed
                """, ct);
        }
    }
}
