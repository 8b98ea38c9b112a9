using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Insight.Counting;
using OpenSeva.Insight.Facts;

namespace OpenSeva.Insight.Dashboard;

/// <summary>Adds counters up, grouped by whatever the page's lines are.</summary>
internal static class Adding
{
    /// <summary>Each group's numbers: what happened in the period, and what waits at <paramref name="now"/>.</summary>
    public static async Task<Dictionary<TKey, Figures>> Lines<TMonth, TWaiting, TKey>(
        IQueryable<TMonth> months, Expression<Func<TMonth, TKey>> monthsBy,
        IQueryable<TWaiting> waiting, Expression<Func<TWaiting, TKey>> waitingBy,
        Period period, DateTimeOffset now, CancellationToken ct)
        where TMonth : MonthRow where TWaiting : WaitingRow where TKey : notnull
    {
        int from = period.FromMonth, to = period.ToMonth;
        var happened = await months.Where(row => row.Month >= from && row.Month <= to).GroupBy(monthsBy)
            .Select(group => new
            {
                group.Key,
                Received = group.Sum(row => row.Received),
                Disposed = group.Sum(row => row.Disposed),
                Within = group.Sum(row => row.Within),
                Approved = group.Sum(row => row.Approved),
                SentBack = group.Sum(row => row.SentBack),
                Withdrawn = group.Sum(row => row.Withdrawn),
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

        return lines;
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

/// <summary>One month of the trend; the date is its first day.</summary>
public sealed record MonthSum(DateOnly Month, long Received, long Disposed);
