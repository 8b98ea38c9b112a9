using System.Globalization;
using OpenSeva.Kernel;
using KernelTime = OpenSeva.Kernel.Time;

namespace OpenSeva.Ui;

/// <summary>Days and moments in the state's civil time, in the language of the request.</summary>
public static class Dates
{
    /// <summary>22 November 2026.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    /// <summary>22 November 2026.</summary>
    public static string Day(DateTimeOffset at) => Day(DayOf(at));

    /// <summary>November 2026.</summary>
    public static string Month(DateOnly month) => month.ToString("MMMM yyyy", Culture);

    /// <summary>22 November 2026, 4:30 pm.</summary>
    public static string Moment(DateTimeOffset at) => $"{Day(at)}, {Clock(at)}";

    /// <summary>4:30 pm.</summary>
    public static string Clock(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, KernelTime.India).ToString("h:mm tt", Culture);

    /// <summary>"today, 4:30 pm", "yesterday, 9:00 am", "in 3 days"; beyond a week the day itself.</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now, Words words) =>
        (DayOf(at).DayNumber - DayOf(now).DayNumber) switch
        {
            0 => words["ui.when.today", Clock(at)],
            -1 => words["ui.when.yesterday", Clock(at)],
            1 => words["ui.when.tomorrow", Clock(at)],
            > 1 and <= 7 and var ahead => words.Count("ui.when.in", ahead),
            < -1 and >= -7 and var ago => words.Count("ui.when.ago", -ago),
            _ => Day(at),
        };

    /// <summary>The civil day of a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, KernelTime.India).DateTime);

    private static CultureInfo Culture => CultureInfo.GetCultureInfo($"{Languages.Current}-IN");
}
