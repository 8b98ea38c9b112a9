using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Insight.Counting;
using OpenSeva.Insight.Facts;

namespace OpenSeva.Insight.Dashboard;

/// <summary>Adds counters up, grouped by whatever the page's lines are.</summary>
internal static class Adding
{
    /// <summary>Each group's numbers: what happened in the period, and what waits at <paramref name="now"/>.</summary>
    /// <param name="passes">What went from group to group; null where nothing can.</param>
    public static async Task<Dictionary<TKey, Figures>> Lines<TMonth, TWaiting, TKey>(
        IQueryable<TMonth> months, Expression<Func<TMonth, TKey>> monthsBy,
        IQueryable<TWaiting> waiting, Expression<Func<TWaiting, TKey>> waitingBy,
        IReadOnlyDictionary<TKey, Passed>? passes, Period period, DateTimeOffset now, CancellationToken ct)
        where TMonth : MonthRow where TWaiting : WaitingRow where TKey : notnull
    {
        int from = period.FromMonth, to = period.ToMonth;
        var happened = await months.Where(row => row.Month >= from).GroupBy(monthsBy)
            .Select(group => new
            {
                group.Key,
                Received = group.Sum(row => row.Month <= to ? row.Received : 0),
                Disposed = group.Sum(row => row.Month <= to ? row.Disposed : 0),
                Within = group.Sum(row => row.Month <= to ? row.Within : 0),
                Approved = group.Sum(row => row.Month <= to ? row.Approved : 0),
                SentBack = group.Sum(row => row.Month <= to ? row.SentBack : 0),
                Withdrawn = group.Sum(row => row.Month <= to ? row.Withdrawn : 0),
                // Of a period that is over: what is pending now was not all pending then.
                Since = group.Sum(row => row.Month > to ? row.Received - row.Disposed - row.Withdrawn : 0),
            }).ToListAsync(ct);
        var never = CaseRow.Never;
        var waits = await waiting.GroupBy(waitingBy)
            .Select(group => new
            {
                group.Key,
                Pending = group.Sum(row => row.Pending),
                Beyond = group.Sum(row => row.DueAt < now ? row.Pending : 0),
                Paused = group.Sum(row => row.DueAt >= never ? row.Pending : 0),
            }).ToListAsync(ct);

        var lines = happened.ToDictionary(
            line => line.Key,
            line => new Figures(line.Received, line.Disposed, line.Within, line.Approved, line.SentBack, line.Withdrawn, 0, 0, 0));
        foreach (var line in waits.Where(line => line.Pending > 0))
        {
            lines[line.Key] = lines.GetValueOrDefault(line.Key) + new Figures { Pending = line.Pending, Beyond = line.Beyond, Paused = line.Paused };
        }

        var since = happened.ToDictionary(line => line.Key, line => line.Since);
        foreach (var key in lines.Keys.Concat(passes?.Keys ?? []).Distinct().ToList())
        {
            var passed = passes?.GetValueOrDefault(key) ?? default;
            lines[key] = lines.GetValueOrDefault(key).Balanced(passed.In, passed.Out, since.GetValueOrDefault(key) + passed.Since);
        }

        foreach (var nothing in lines.Where(line => line.Value == default).Select(line => line.Key).ToList()) lines.Remove(nothing);
        return lines;
    }

    /// <summary>What went between offices, by the office.</summary>
    public static Task<Dictionary<Guid, Passed>> BetweenOffices(IQueryable<SeatMonth> months, Period period, CancellationToken ct) => Passes(
        months.Where(row => row.OfficeIn != 0 || row.OfficeOut != 0).Select(row => new Moved { Key = row.OfficeId, Month = row.Month, In = row.OfficeIn, Out = row.OfficeOut }), period, ct);

    /// <summary>What went between desks, by the desk.</summary>
    public static Task<Dictionary<Guid, Passed>> BetweenDesks(IQueryable<SeatMonth> months, Period period, CancellationToken ct) => Passes(
        months.Where(row => row.DeskIn != 0 || row.DeskOut != 0).Select(row => new Moved { Key = row.PostId, Month = row.Month, In = row.DeskIn, Out = row.DeskOut }), period, ct);

    private static Task<Dictionary<Guid, Passed>> Passes(IQueryable<Moved> moves, Period period, CancellationToken ct)
    {
        int from = period.FromMonth, to = period.ToMonth;
        return moves.Where(row => row.Month >= from).GroupBy(row => row.Key).Select(group => new
        {
            group.Key,
            In = group.Sum(row => row.Month <= to ? row.In : 0),
            Out = group.Sum(row => row.Month <= to ? row.Out : 0),
            Since = group.Sum(row => row.Month > to ? row.In - row.Out : 0),
        }).ToDictionaryAsync(line => line.Key, line => new Passed(line.In, line.Out, line.Since), ct);
    }

    private sealed class Moved
    {
        public required Guid Key { get; init; }
        public required int Month { get; init; }
        public required long In { get; init; }
        public required long Out { get; init; }
    }

    /// <summary>Received and disposed of each month of the period, oldest first.</summary>
    public static async Task<IReadOnlyList<MonthSum>> Trend(IQueryable<MonthRow> months, Period period, CancellationToken ct)
    {
        int from = period.FromMonth, to = period.ToMonth;
        var sums = await months.Where(row => row.Month >= from && row.Month <= to).GroupBy(row => row.Month)
            .Select(group => new { group.Key, Received = group.Sum(row => row.Received), Disposed = group.Sum(row => row.Disposed) })
            .ToDictionaryAsync(sum => sum.Key, ct);
        return [.. period.Months.Select(month => sums.TryGetValue((month.Year * 100) + month.Month, out var sum)
            ? new MonthSum(month, sum.Received, sum.Disposed)
            : new MonthSum(month, 0, 0))];
    }

    /// <summary>The days within which half of the disposals came; null without any.</summary>
    public static async Task<int?> MedianDays(IQueryable<DaysRow> days, Period period, CancellationToken ct)
    {
        int from = period.FromMonth, to = period.ToMonth;
        var counts = await days.Where(row => row.Month >= from && row.Month <= to).GroupBy(row => row.Days)
            .Select(group => new { Days = group.Key, Disposed = group.Sum(row => row.Disposed) }).ToListAsync(ct);
        var half = (counts.Sum(count => count.Disposed) + 1) / 2;
        foreach (var count in counts.OrderBy(count => count.Days))
        {
            half -= count.Disposed;
            if (half <= 0) return count.Days;
        }

        return null;
    }
}

/// <summary>What came from elsewhere and went elsewhere in the period.</summary>
/// <param name="Since">What came less what went from its end until now.</param>
internal readonly record struct Passed(long In, long Out, long Since);

/// <summary>One month of the trend; the date is its first day.</summary>
public sealed record MonthSum(DateOnly Month, long Received, long Disposed);
