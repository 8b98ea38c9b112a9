using System.Globalization;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Submission;

/// <summary>
/// What people call an application: INC-KAN-2627-000123-X. Kind, office, the series' own year, the number within it,
/// and a check character over all of it.
/// </summary>
internal static class CaseNumber
{
    private const int AprilFirst = 4;

    /// <summary>A series is per office, kind and year; each runs 1, 2, 3 … without a gap.</summary>
    public static string Series(Numbering numbering, string office, DateOnly on) => $"{numbering.Kind}/{office}/{Year(numbering, on)}";

    public static string Print(Numbering numbering, string office, DateOnly on, long n)
    {
        var plain = string.Create(CultureInfo.InvariantCulture, $"{numbering.Kind}-{office}-{Year(numbering, on)}-{n:000000}");
        return $"{plain}-{CheckDigit.Of(plain)}";
    }

    /// <summary>As it is stored, from what somebody typed: capitals, hyphens where they belong; null when the check character is wrong.</summary>
    public static string? Read(string? typed)
    {
        var text = typed?.Trim().ToUpperInvariant().Replace(' ', '-').Replace("--", "-", StringComparison.Ordinal);
        return text is { Length: > 6 and <= 60 } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-') && CheckDigit.Holds(text) ? text : null;
    }

    /// <summary>2627 for the financial year April 2026 to March 2027; 2026 for a calendar year.</summary>
    private static string Year(Numbering numbering, DateOnly on)
    {
        if (!numbering.FinancialYear) return on.Year.ToString("0000", CultureInfo.InvariantCulture);

        var begins = on.Month < AprilFirst ? on.Year - 1 : on.Year;
        return string.Create(CultureInfo.InvariantCulture, $"{begins % 100:00}{(begins + 1) % 100:00}");
    }
}
