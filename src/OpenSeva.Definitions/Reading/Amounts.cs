using System.Globalization;

namespace OpenSeva.Definitions;

/// <summary>Money as definitions write it: rupees, at most two decimals, no grouping and no quotes.</summary>
internal static class Amounts
{
    /// <returns>Paise, or null when this is no amount.</returns>
    public static long? Read(YamlNode.Scalar scalar)
    {
        if (!scalar.Plain || scalar.Value.Length is 0 || !char.IsAsciiDigit(scalar.Value[^1])) return null;
        if (!decimal.TryParse(scalar.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rupees)) return null;

        var paise = rupees * 100;
        return paise == decimal.Truncate(paise) && paise <= AnswerLimits.MoneyPaise ? (long)paise : null;
    }
}
