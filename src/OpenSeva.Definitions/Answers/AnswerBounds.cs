using System.Globalization;
using System.Text.Json.Nodes;

namespace OpenSeva.Definitions;

/// <summary>
/// What holds of answers also while they are unfinished: they may be wrong, but have the shape of their question and
/// stay within its length. Whatever is kept, looked at or drawn is bounded by it.
/// </summary>
public static class AnswerBounds
{
    /// <returns>Every answer that is not even kept; answers to other questions are not looked at.</returns>
    public static IReadOnlyList<WrongAnswer> Beyond(IReadOnlyList<Field> fields, JsonObject answers) => [.. Among(fields, answers, "")];

    private static IEnumerable<WrongAnswer> Among(IReadOnlyList<Field> fields, JsonObject answers, string prefix) =>
        fields.SelectMany(field => One(field, answers[field.Code], prefix + field.Code));

    private static IEnumerable<WrongAnswer> One(Field field, JsonNode? answer, string path) => (field.Type, answer) switch
    {
        (_, null) => [],
        (FieldType.Group, JsonArray entries) when entries.Count > AnswerLimits.Entries(field) => [new(path, "group-too-many", [Text(AnswerLimits.Entries(field))])],
        (FieldType.Group, JsonArray entries) => entries.SelectMany((entry, place) => Entry(field, entry, $"{path}.{place}")),
        (FieldType.Group, _) => [new(path, "group")],
        (_, JsonValue value) => IsLonger(value, Most(field)) ? [new(path, "too-long", [Text(Most(field))])] : [],
        _ => [new(path, "text")],
    };

    private static IEnumerable<WrongAnswer> Entry(Field group, JsonNode? entry, string path) => entry is not JsonObject answers
        ? [new(path, "group")]
        : Among(group.Fields, answers, path + ".").Concat(answers.Where(answer => group.Fields.All(field => field.Code != answer.Key))
            .Select(answer => new WrongAnswer($"{path}.{answer.Key}", "not-asked")));

    private static bool IsLonger(JsonValue value, long most) =>
        Evaluation.AsText(value) is { } text ? Writable.IsLonger(text, most) : value.ToJsonString().Length > most;

    /// <summary>The bounds of a number or date are no length: what was typed there and is none is a text like any other.</summary>
    private static long Most(Field field) =>
        field.Type is FieldType.Text or FieldType.LongText or FieldType.PersonName or FieldType.Email ? AnswerLimits.Characters(field) : AnswerLimits.TextCharacters;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
