using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OpenSeva.Definitions;

/// <summary>
/// Turns what a person types into a typed answer, and a typed answer back into what is shown in its box.
/// What cannot be read stays as it was typed, so that the check names it and nothing typed is lost.
/// </summary>
public static partial class AnswerText
{
    /// <returns>Null when nothing was typed.</returns>
    public static JsonNode? Read(Field field, string? typed)
    {
        var text = typed?.Normalize(NormalizationForm.FormC).ReplaceLineEndings("\n").Trim();
        if (string.IsNullOrEmpty(text)) return null;

        return field.Type switch
        {
            FieldType.Number => Whole(Digits(text)) is { } number ? JsonValue.Create(number) : text,
            FieldType.Money => Paise(Digits(text)) is { } paise ? JsonValue.Create(paise) : text,
            FieldType.YesNo => text switch { "yes" or "true" => JsonValue.Create(true), "no" or "false" => JsonValue.Create(false), _ => text },
            FieldType.Date => Date(Digits(text)),
            FieldType.Mobile => Mobile(Digits(text)),
            _ => text,
        };
    }

    /// <summary>The answer as its input box holds it. Groups and missing answers are empty.</summary>
    public static string Show(Field field, JsonNode? answer)
    {
        if (answer is not JsonValue value) return "";
        if (field.Type is FieldType.Money && Evaluation.AsWhole(answer) is { } paise) return Rupees(paise);
        if (field.Type is FieldType.YesNo && value.TryGetValue(out bool yes)) return yes ? "yes" : "no";

        return Evaluation.AsText(value) is { } text ? text
            : value.GetValueKind() is JsonValueKind.Null ? "" : value.ToJsonString();
    }

    /// <summary>Rupees without sign or grouping: 1500 paise is 15, 1550 is 15.50.</summary>
    public static string Rupees(long paise) => paise % 100 == 0
        ? (paise / 100).ToString(CultureInfo.InvariantCulture)
        : (paise / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Digits of the Indian scripts are as good as 0 to 9.</summary>
    internal static string Digits(string text) => string.Concat(text.Select(character =>
        char.IsDigit(character) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(character)) : character));

    private static long? Whole(string text) =>
        Ungrouped(text) is { } plain && long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? Paise(string text)
    {
        var amount = Ungrouped(text.TrimStart('₹').Trim());
        return amount is not null && decimal.TryParse(amount, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rupees)
            && Math.Abs(rupees) < 10_000_000_000_000m && rupees * 100 == decimal.Truncate(rupees * 100)
            ? (long)(rupees * 100) : null;
    }

    /// <summary>
    /// The digits without the commas that group them. Null where a comma groups nothing: 20,5 is twenty and a half in
    /// many a hand, and must not become two hundred and five.
    /// </summary>
    private static string? Ungrouped(string text) =>
        !text.Contains(',', StringComparison.Ordinal) ? text : Grouped.IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal) : null;

    /// <summary>1,20,000 or 120,000, perhaps with a sign before and decimals after.</summary>
    [GeneratedRegex(@"^[+-]?(?:[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3}|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped { get; }

    /// <summary>Day, month, year as India writes them, or year-month-day as browsers send them.</summary>
    private static string Date(string text)
    {
        var parts = text.Split('-', '/', '.');
        return parts is [{ Length: 1 or 2 } day, { Length: 1 or 2 } month, { Length: 4 } year]
            ? $"{year}-{month.PadLeft(2, '0')}-{day.PadLeft(2, '0')}" : text;
    }

    /// <summary>With or without the country's code, a leading zero, spaces and hyphens.</summary>
    private static string Mobile(string text)
    {
        var digits = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return digits.Length switch
        {
            13 when digits.StartsWith("+91", StringComparison.Ordinal) => digits[3..],
            12 when digits.StartsWith("91", StringComparison.Ordinal) => digits[2..],
            11 when digits.StartsWith('0') => digits[1..],
            _ => digits,
        };
    }
}
