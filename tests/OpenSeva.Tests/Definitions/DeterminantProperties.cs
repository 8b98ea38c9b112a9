using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using OpenSeva.Definitions;

namespace OpenSeva.Tests.Definitions;

/// <summary>Laws that every condition obeys, tried on random ones.</summary>
public sealed class DeterminantProperties
{
    private static readonly Dictionary<string, Field> Fields = new()
    {
        ["flag"] = Of("flag", FieldType.YesNo),
        ["kind"] = Of("kind", FieldType.Choice, options: ["a", "b", "c"]),
        ["count"] = Of("count", FieldType.Number, min: 0, max: 4),
    };

    private static readonly JsonNode[] Flags = [true, false];
    private static readonly JsonNode[] Kinds = ["a", "b", "c"];
    private static readonly JsonNode[] Counts = [0, 1, 2, 3, 4];

    /// <summary>Every way to answer the three fields completely or in part: 3 × 4 × 6.</summary>
    private static readonly IReadOnlyList<JsonObject> Everything =
    [
        .. from flag in Flags.Prepend(null)
           from kind in Kinds.Prepend(null)
           from count in Counts.Prepend(null)
           select new JsonObject { ["flag"] = flag?.DeepClone(), ["kind"] = kind?.DeepClone(), ["count"] = count?.DeepClone() },
    ];

    [Fact]
    public void De_Morgan_holds_with_open_answers_too() => Try(condition =>
        condition is Determinant.All all
            ? Same(new Determinant.Not(all), new Determinant.Any([.. all.Parts.Select(part => new Determinant.Not(part))]))
            : Same(new Determinant.Not(new Determinant.Not(condition)), condition));

    [Fact]
    public void One_more_answer_never_turns_a_sure_verdict() => Try(condition =>
    {
        if (condition.Tests().Any(test => test.Comparison is Comparison.Present)) return true;

        return Everything.All(answers => answers.Where(answer => answer.Value is null).All(open =>
        {
            var before = condition.Judge(answers, Samples.Today);
            return before is Verdict.Unknown || Everything
                .Where(more => answers.All(answer => answer.Value is null || JsonNode.DeepEquals(answer.Value, more[answer.Key])))
                .All(more => condition.Judge(more, Samples.Today) == before);
        }));
    });

    [Fact]
    public void A_condition_is_called_contradictory_exactly_when_no_answers_satisfy_it() => Try(condition =>
        Contradiction.Found(condition, Fields) == !Everything.Any(answers => condition.Holds(answers, Samples.Today)));

    [Fact]
    public void Complete_answers_always_decide() => Try(condition => Everything
        .Where(answers => answers.All(answer => answer.Value is not null))
        .All(answers => condition.Judge(answers, Samples.Today) is not Verdict.Unknown));

    private static bool Same(Determinant one, Determinant other) =>
        Everything.All(answers => one.Judge(answers, Samples.Today) == other.Judge(answers, Samples.Today));

    private static void Try(Func<Determinant, bool> law) =>
        Check.One(Trial.Sample(60), Prop.ForAll(Conditions(3).ToArbitrary(), law));

    private static Gen<Determinant> Conditions(int depth)
    {
        if (depth is 0) return Tests();

        var inner = Conditions(depth - 1);
        var several = inner.ListOf(2).Select(parts => (IReadOnlyList<Determinant>)[.. parts]);
        return Gen.OneOf(
            Tests(),
            several.Select(parts => (Determinant)new Determinant.All(parts)),
            several.Select(parts => (Determinant)new Determinant.Any(parts)),
            inner.Select(part => (Determinant)new Determinant.Not(part)));
    }

    private static Gen<Determinant> Tests() => Gen.OneOf(
        Gen.Elements(Fields.Keys.ToArray()).Select(field => Test(field, Comparison.Present)),
        Gen.Elements(Flags).Select(flag => Test("flag", Comparison.Is, flag)),
        Gen.SubListOf(Kinds).Where(kinds => kinds.Count > 0).Select(kinds => Test("kind", Comparison.In, [.. kinds])),
        from comparison in Gen.Elements(Comparison.Is, Comparison.AtLeast, Comparison.AtMost, Comparison.Above, Comparison.Below)
        from count in Gen.Elements(Counts)
        select Test("count", comparison, count)).Select(test => (Determinant)test);

    private static Determinant.Test Test(string field, Comparison comparison, params JsonNode[] values) =>
        new(field, comparison, values);

    private static Field Of(string code, FieldType type, long? min = null, long? max = null, string[]? options = null) =>
        new(code, type, false, null, min, max, null, options ?? [], []);
}
