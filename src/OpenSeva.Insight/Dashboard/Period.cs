using Microsoft.AspNetCore.Http;
using OpenSeva.Insight.Facts;
using KernelTime = OpenSeva.Kernel.Time;

namespace OpenSeva.Insight.Dashboard;

/// <summary>Whole months of the state's civil time, by the name the page's address carries.</summary>
internal sealed record Period(string Name, DateOnly First, DateOnly Last)
{
    public const string Default = "twelve";

    /// <summary>This month, the month before, the financial year (April to March), the trailing twelve months.</summary>
    public static readonly IReadOnlyList<string> Names = [Default, "month", "last", "year"];

    public int FromMonth => (First.Year * 100) + First.Month;

    public int ToMonth => (Last.Year * 100) + Last.Month;

    /// <summary>The instant the first month begins.</summary>
    public DateTimeOffset From => Midnight(First);

    /// <summary>The instant after the last month.</summary>
    public DateTimeOffset Until => Midnight(Last.AddMonths(1));

    /// <summary>The months, oldest first.</summary>
    public IEnumerable<DateOnly> Months
    {
        get
        {
            for (var month = First; month <= Last; month = month.AddMonths(1)) yield return month;
        }
    }

    public static Period Of(string? name, DateTimeOffset now)
    {
        var number = CaseRow.MonthOf(now);
        var month = new DateOnly(number / 100, number % 100, 1);
        return name switch
        {
            null or Default => new(Default, month.AddMonths(-11), month),
            "month" => new(name, month, month),
            "last" => new(name, month.AddMonths(-1), month.AddMonths(-1)),
            "year" => new(name, new DateOnly(month.Month < 4 ? month.Year - 1 : month.Year, 4, 1), month),
            _ => throw new BadHttpRequestException("The period is twelve, month, last or year."),
        };
    }

    private static DateTimeOffset Midnight(DateOnly day) =>
        new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), KernelTime.India), TimeSpan.Zero);
}
