using System.Globalization;

namespace OpenSeva.Ui;

/// <summary>Numbers as people in India read them.</summary>
public static class Digits
{
    // One grouping for all five languages: ICU would give Malayalam thousands and Hindi lakhs.
    private static readonly NumberFormatInfo Indian = new() { NumberGroupSizes = [3, 2], NegativeSign = "−" };

    /// <summary>12,34,567.</summary>
    public static string Group(long number) => number.ToString("N0", Indian);

    /// <summary>0.08 %, with as many decimals as say something.</summary>
    public static string Percent(long part, long whole)
    {
        if (whole == 0) return "–";
        var percent = 100m * part / whole;
        return percent.ToString(percent is > 0 and < 1 ? "0.00" : percent < 10 ? "0.#" : "0", Indian) + "\u00a0%";
    }
}
