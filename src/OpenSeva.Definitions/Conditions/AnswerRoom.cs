using System.Text.Json.Nodes;

namespace OpenSeva.Definitions;

/// <summary>The answers to one field that several tests leave possible together.</summary>
internal sealed class AnswerRoom
{
    private readonly HashSet<string> excluded = new(StringComparer.Ordinal);
    private HashSet<string>? allowed;
    private bool mustBeGiven;
    private bool mustBeMissing;
    private (long Low, long High) value = (long.MinValue, long.MaxValue);
    private (long Low, long High) age = (-1000, 1000);

    /// <param name="field">The field's own options and bounds count too; null when it is not known.</param>
    public AnswerRoom(Field? field)
    {
        if (field is null) return;

        allowed = field.Type switch
        {
            FieldType.Choice => [.. field.Options.Select(option => Key(option))],
            FieldType.YesNo => [Key(true), Key(false)],
            _ => null,
        };
        if (field.Type is FieldType.Number or FieldType.Money)
        {
            value = (field.Min ?? long.MinValue, field.Max ?? long.MaxValue);
        }

        // A date's bounds are years from today, so they bound the age the other way round.
        if (field.Type is FieldType.Date) age = (-(field.Max ?? AnswerLimits.LatestYears), -(field.Min ?? AnswerLimits.EarliestYears));
    }

    public void Narrow(Determinant.Test test, bool holds)
    {
        if (test.Comparison is Comparison.Present)
        {
            (mustBeGiven, mustBeMissing) = (mustBeGiven || holds, mustBeMissing || !holds);
            return;
        }

        // A comparison is only ever sure, this way or that, about an answer that is there.
        mustBeGiven = true;
        if (test.Comparison is Comparison.Is or Comparison.In) Pick(test.Values, holds);
        else Bound(test, holds);
    }

    public bool IsEmpty =>
        (mustBeGiven && mustBeMissing)
        || (mustBeGiven && (value.Low > value.High || age.Low > age.High || NoneLeft));

    private bool NoneLeft =>
        allowed is not null ? allowed.Except(excluded).All(OutOfBounds)
        : value.High - (decimal)value.Low < excluded.Count && Enumerable.Range(0, (int)(value.High - value.Low) + 1).All(step => excluded.Contains(Key(value.Low + step)));

    private bool OutOfBounds(string key) => Number(JsonNode.Parse(key)!) is { } number && (number < value.Low || number > value.High);

    private void Pick(IReadOnlyList<JsonNode> values, bool holds)
    {
        var keys = values.Select(Key).ToHashSet(StringComparer.Ordinal);
        if (!holds) excluded.UnionWith(keys);
        else if (allowed is null) allowed = keys;
        else allowed.IntersectWith(keys);
    }

    private void Bound(Determinant.Test test, bool holds)
    {
        var bound = Number(test.Values[0]) ?? 0;
        switch (test.Comparison, holds)
        {
            case (Comparison.AtLeast, true) or (Comparison.Below, false): value = From(value, bound); break;
            case (Comparison.Above, true) or (Comparison.AtMost, false): value = From(value, bound + 1); break;
            case (Comparison.AtMost, true) or (Comparison.Above, false): value = To(value, bound); break;
            case (Comparison.Below, true) or (Comparison.AtLeast, false): value = To(value, bound - 1); break;
            case (Comparison.AgeAtLeast, true) or (Comparison.AgeBelow, false): age = From(age, bound); break;
            default: age = To(age, bound - 1); break;
        }
    }

    private static (long, long) From((long Low, long High) room, long bound) => (Math.Max(room.Low, bound), room.High);

    private static (long, long) To((long Low, long High) room, long bound) => (room.Low, Math.Min(room.High, bound));

    private static long? Number(JsonNode node) => Evaluation.AsWhole(node) ?? Evaluation.AsDate(node)?.DayNumber;

    private static string Key(JsonNode node) => node.ToJsonString();
}
