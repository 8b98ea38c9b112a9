using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace OpenSeva.Ui;

/// <summary>A date as it was typed, in three parts; kept as typed when it is wrong.</summary>
public sealed class DateParts
{
    [StringLength(10)] public string? Day { get; set; }

    [StringLength(10)] public string? Month { get; set; }

    [StringLength(10)] public string? Year { get; set; }

    public static DateParts Of(DateOnly? date) => date is not { } day ? new() : new()
    {
        Day = day.Day.ToString(CultureInfo.InvariantCulture),
        Month = day.Month.ToString(CultureInfo.InvariantCulture),
        Year = day.Year.ToString(CultureInfo.InvariantCulture),
    };

    public bool IsEmpty => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    /// <summary>The date, or null when it is empty or no day of the calendar (31-02).</summary>
    public DateOnly? Value =>
        Typed.Whole(Day) is { } day && Typed.Whole(Month) is { } month && Typed.Whole(Year) is { } year
        && year is >= 1800 and <= 2200 && month is >= 1 and <= 12
        && day >= 1 && day <= DateTime.DaysInMonth((int)year, (int)month)
            ? new DateOnly((int)year, (int)month, (int)day)
            : null;

    /// <summary>Words key of what is wrong; null when the date is right or empty.</summary>
    public string? Problem =>
        IsEmpty || Value is not null ? null
        : string.IsNullOrWhiteSpace(Day) || string.IsNullOrWhiteSpace(Month) || string.IsNullOrWhiteSpace(Year) ? "ui.error.date.part"
        : "ui.error.date.none";
}
