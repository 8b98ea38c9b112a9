using System.Globalization;
using System.Text;
using OpenSeva.Kernel;

namespace OpenSeva.Ui;

/// <summary>Reads what people type: digits of any Indian script, commas, the rupee sign, stray spaces.</summary>
public static class Typed
{
    /// <summary>A whole number, or null when it is none.</summary>
    public static long? Whole(string? text) =>
        long.TryParse(Plain(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>An amount with at most two decimals, or null when it is none.</summary>
    public static Money? Money(string? text) =>
        decimal.TryParse(Plain(text), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rupees)
        && Math.Abs(rupees) < 90_000_000_000_000m && decimal.Truncate(rupees * 100) == rupees * 100
            ? new Money((long)(rupees * 100))
            : null;

    /// <summary>An amount as a field shows it: no sign, no grouping.</summary>
    public static string Text(Money amount) =>
        (amount.Paise / 100m).ToString(amount.Paise % 100 == 0 ? "0" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>Digits of any script as 0-9; grouping, spaces and the rupee sign dropped.</summary>
    public static string Plain(string? text)
    {
        var plain = new StringBuilder();
        foreach (var c in text ?? "")
        {
            if (char.IsDigit(c)) plain.Append((int)CharUnicodeInfo.GetNumericValue(c));
            else if (c is not (',' or '₹' or '\u200c' or '\u200d') && !char.IsWhiteSpace(c)) plain.Append(c);
        }

        return plain.ToString();
    }
}
