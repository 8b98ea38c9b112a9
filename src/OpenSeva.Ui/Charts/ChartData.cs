namespace OpenSeva.Ui;

/// <summary>One bar or one row of a chart's table.</summary>
/// <param name="Href">Down to the rows the number counts.</param>
public sealed record ChartPoint(string Label, long Value, string? Href = null);

/// <summary>One row of stacked parts, in the order of the chart's part names.</summary>
public sealed record ChartRow(string Label, IReadOnlyList<long> Parts, string? Href = null);

/// <summary>One line over the chart's labels.</summary>
public sealed record ChartLine(string Name, IReadOnlyList<long> Values);

/// <summary>Where a value lies on a scale that begins at nothing and ends at a round number.</summary>
internal readonly struct Scale(long greatest, int length)
{
    /// <summary>1, 2 or 5 times a power of ten: the smallest that holds everything.</summary>
    public long End { get; } = Round(greatest);

    public int At(long value) => End == 0 ? 0 : (int)Math.Round((double)value * length / End);

    private static long Round(long greatest)
    {
        for (long power = 1; power <= long.MaxValue / 10; power *= 10)
        {
            foreach (var step in (long[])[1, 2, 5])
            {
                if (step * power >= greatest) return step * power;
            }
        }

        return greatest;
    }
}
