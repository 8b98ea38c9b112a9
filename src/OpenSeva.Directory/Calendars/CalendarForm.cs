using System.ComponentModel.DataAnnotations;
using System.Globalization;
using OpenSeva.LegalClock;

namespace OpenSeva.Directory;

/// <summary>
/// A calendar as the administrator types it: its name, and its week one line per opening: "monday 10:15-17:15", with dates behind it
/// for summer and winter hours: "monday 09:00-16:30 2026-05-01..2026-07-31"; closures as "2 saturday".
/// </summary>
public sealed class CalendarForm : NamedForm
{
    [Required, StringLength(40), RegularExpression("^[A-Za-z0-9][A-Za-z0-9-]*$", ErrorMessage = "directory.code.wrong")] public string? Code { get; set; }

    [Required, StringLength(4000)] public string? Week { get; set; }

    [StringLength(1000)] public string? Closed { get; set; }

    internal static string Text(OpenHours hours)
    {
        var line = $"{DayName(hours.Day)} {hours.Opens.ToString("HH:mm", CultureInfo.InvariantCulture)}-{hours.Closes.ToString("HH:mm", CultureInfo.InvariantCulture)}";
        return hours is { From: null, Until: null } ? line : $"{line} {Day(hours.From)}..{Day(hours.Until)}";
    }

    internal static string Text(NthWeekday closed) => $"{closed.N} {DayName(closed.Day)}";

    /// <summary>Null when the line is not in the expected form.</summary>
    internal static OpenHours? Hours(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (2 or 3) || Weekday(parts[0]) is not { } day) return null;
        if (parts[1].Split('-') is not [var opens, var closes] || Time(opens) is not { } from || Time(closes) is not { } until) return null;
        if (parts.Length is 2) return new(day, from, until);
        if (parts[2].Split("..") is not [var first, var last]) return null;
        var (begins, ends) = (Date(first), Date(last));
        return (first.Length > 0 && begins is null) || (last.Length > 0 && ends is null) ? null : new(day, from, until, begins, ends);
    }

    internal static NthWeekday? Closure(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var nth, var name] && int.TryParse(nth, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && n is >= 1 and <= 5 && Weekday(name) is { } day ? new(n, day) : null;

    internal static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static DayOfWeek? Weekday(string text) =>
        Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day) && !char.IsDigit(text[0]) ? day : null;

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static string DayName(DayOfWeek day) => day.ToString().ToLowerInvariant();

    private static string Day(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
