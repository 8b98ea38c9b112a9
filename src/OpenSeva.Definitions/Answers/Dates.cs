using System.Globalization;

namespace OpenSeva.Definitions;

/// <summary>Dates as they are stored in answers and definitions: year-month-day (ISO 8601), nothing else.</summary>
public static class Dates
{
    public static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public static string Write(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
