using System.Globalization;
using System.Text.Json.Nodes;

namespace OpenSeva.Definitions;

/// <summary>Which comparison suits which type of field, and how the constant is written.</summary>
internal static class Comparisons
{
    private static readonly Comparison[] Order = [Comparison.AtLeast, Comparison.AtMost, Comparison.Above, Comparison.Below];

    public static IReadOnlyList<Comparison> Fit(FieldType type) => type switch
    {
        FieldType.Group or FieldType.File => [Comparison.Present],
        FieldType.YesNo => [Comparison.Is, Comparison.Present],
        FieldType.Number or FieldType.Money => [Comparison.Is, Comparison.In, Comparison.Present, .. Order],
        FieldType.Date => [Comparison.Is, Comparison.Present, Comparison.AgeAtLeast, Comparison.AgeBelow, .. Order],
        _ => [Comparison.Is, Comparison.In, Comparison.Present],
    };

    /// <returns>The constant as an answer would hold it, or what was expected instead.</returns>
    public static (JsonNode? Value, string Expected) Value(YamlNode.Scalar? written, Field field, Comparison comparison) =>
        comparison is Comparison.AgeAtLeast or Comparison.AgeBelow ? (Whole(written, 0, 150), "an age in years")
        : field.Type switch
        {
            FieldType.Number => (Whole(written, long.MinValue, long.MaxValue), "a whole number"),
            FieldType.Money => (written is null ? null : JsonValue.Create(Amounts.Read(written)), "rupees such as 15 or 15.50"),
            FieldType.Date => (Dates.Read(written?.Value) is { } date ? Dates.Write(date) : null, "a date such as 2026-04-01"),
            FieldType.YesNo => (written is { Plain: true, Value: "true" or "false" } ? JsonValue.Create(written.Value is "true") : null, "true or false"),
            FieldType.Choice => (field.Options.Contains(written?.Value) ? written!.Value : null, "one of " + string.Join(", ", field.Options)),
            _ => (string.IsNullOrEmpty(written?.Value) ? null : written.Value, "a text"),
        };

    private static JsonValue? Whole(YamlNode.Scalar? written, long least, long most) =>
        written is { Plain: true } && long.TryParse(written.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most ? JsonValue.Create(number) : null;
}
