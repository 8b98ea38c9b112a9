using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenSeva.Definitions;

/// <summary>
/// Decides a condition over answers in Kleene's three-valued logic: a field without an answer leaves the verdict
/// open unless the rest settles it, so that nobody is refused or waived on a question not yet asked.
/// </summary>
public static class Evaluation
{
    extension(Determinant? when)
    {
        /// <summary>True when the condition surely holds; no condition always holds.</summary>
        public bool Holds(JsonObject answers, DateOnly today) => when.Judge(answers, today) is Verdict.Holds;

        /// <summary>The condition's verdict on the answers given so far.</summary>
        public Verdict Judge(JsonObject answers, DateOnly today) => when switch
        {
            null => Verdict.Holds,
            Determinant.All all => all.Parts.Aggregate(Verdict.Holds, (sum, part) => Least(sum, part.Judge(answers, today))),
            Determinant.Any any => any.Parts.Aggregate(Verdict.Fails, (sum, part) => Most(sum, part.Judge(answers, today))),
            Determinant.Not not => Opposite(not.Part.Judge(answers, today)),
            Determinant.Test test => Judge(test, answers[test.Field], today),
            _ => throw new InvalidOperationException($"Unknown condition {when.GetType().Name}."),
        };
    }

    /// <summary>
    /// Full years on a day. Who is born on 29 February grows a year older on 1 March of a common year.
    /// </summary>
    public static int AgeOn(DateOnly today, DateOnly born)
    {
        var years = today.Year - born.Year;
        return (today.Month, today.Day).CompareTo((born.Month, born.Day)) < 0 ? years - 1 : years;
    }

    private static Verdict Judge(Determinant.Test test, JsonNode? answer, DateOnly today)
    {
        if (test.Comparison is Comparison.Present) return Given(answer) ? Verdict.Holds : Verdict.Fails;
        if (!Given(answer)) return Verdict.Unknown;

        if (test.Comparison is Comparison.Is or Comparison.In)
        {
            return Sure(test.Values.Any(value => Same(value, answer!)));
        }

        if (test.Comparison is Comparison.AgeAtLeast or Comparison.AgeBelow)
        {
            if (AsDate(answer!) is not { } born || AsWhole(test.Values[0]) is not { } years) return Verdict.Unknown;
            var reached = AgeOn(today, born) >= years;
            return Sure(test.Comparison is Comparison.AgeAtLeast ? reached : !reached);
        }

        return Compare(answer!, test.Values[0]) is { } order ? Sure(Suits(test.Comparison, order)) : Verdict.Unknown;
    }

    /// <summary>Equal as answers: the same text, the same whole number, or both yes or both no.</summary>
    private static bool Same(JsonNode value, JsonNode answer) =>
        AsText(value) is { } text ? text == AsText(answer)
        : AsWhole(value) is { } number ? number == AsWhole(answer)
        : value.GetValueKind() == answer.GetValueKind();

    private static bool Suits(Comparison comparison, int order) => comparison switch
    {
        Comparison.AtLeast => order >= 0,
        Comparison.AtMost => order <= 0,
        Comparison.Above => order > 0,
        Comparison.Below => order < 0,
        _ => throw new InvalidOperationException($"{comparison} has no order."),
    };

    private static int? Compare(JsonNode answer, JsonNode value)
    {
        if (AsWhole(answer) is { } number && AsWhole(value) is { } limit) return number.CompareTo(limit);
        if (AsDate(answer) is { } date && AsDate(value) is { } bound) return date.CompareTo(bound);
        return null;
    }

    internal static long? AsWhole(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() is JsonValueKind.Number && value.TryGetValue(out long whole) ? whole
        : node is JsonValue small && small.TryGetValue(out int number) ? number : null;

    internal static DateOnly? AsDate(JsonNode? node) => Dates.Read(AsText(node));

    /// <summary>A string's text. One that is no Unicode (half a surrogate pair) reads as the replacement character.</summary>
    internal static string? AsText(JsonNode? node)
    {
        try
        {
            return node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    /// <summary>An empty string or an empty list is no answer.</summary>
    internal static bool Given(JsonNode? answer) => answer switch
    {
        null => false,
        JsonArray entries => entries.Count > 0,
        _ => AsText(answer) is not { } text || !string.IsNullOrWhiteSpace(text),
    };

    private static Verdict Sure(bool holds) => holds ? Verdict.Holds : Verdict.Fails;

    private static Verdict Opposite(Verdict verdict) => verdict switch
    {
        Verdict.Holds => Verdict.Fails,
        Verdict.Fails => Verdict.Holds,
        _ => Verdict.Unknown,
    };

    private static Verdict Least(Verdict one, Verdict other) => one < other ? one : other;

    private static Verdict Most(Verdict one, Verdict other) => one > other ? one : other;
}
