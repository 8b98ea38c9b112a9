using System.Globalization;
using System.Text.Json;

namespace OpenSeva.LegalClock;

/// <summary>How single values are written in the clock's files. Each answers null for anything else.</summary>
internal static class Values
{
    public const int FirstYear = 1950, LastYear = 2150;

    public static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date.Year is >= FirstYear and <= LastYear ? date : null;

    public static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>RFC 3339 with its offset: a time without one would mean another instant to every reader.</summary>
    public static DateTimeOffset? Instant(string text) =>
        text.Length > 16 && text[10] is 'T' && (text[^1] is 'Z' || text[^6] is '+' or '-')
        && DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
        && instant.Year is >= FirstYear and <= LastYear ? instant : null;

    /// <summary>An enumeration's name written with hyphens, as in working-days.</summary>
    public static T? Name<T>(string text) where T : struct, Enum
    {
        foreach (var name in Enum.GetValues<T>())
            if (Hyphened(name) == text) return name;
        return null;
    }

    public static string Hyphened<T>(T name) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(name.ToString());

    public static string Names<T>() where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Hyphened));

    private static readonly string[] InstantFormats =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
}
