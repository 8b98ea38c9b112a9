using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using OpenSeva.Definitions;

namespace OpenSeva.Tests.Definitions;

/// <summary>Whatever lies in a file or comes in an answer, it is named and nothing breaks.</summary>
public sealed class DamageTests
{
    private static readonly HashSet<string> Sentences =
        [.. JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Samples.Root, "src/OpenSeva.Definitions/Texts/en.json")))!.Keys];

    private static readonly string[] Shards = ["", "{", "}", "[", "]", ":", "- ", "'", "\n", "\t", "#", "&a ", "*a", "!x ", "~", "null", "-1", "99999999999999999999", "\u0000", "ക"];

    [Fact]
    public void A_damaged_file_is_read_to_its_mistakes_and_never_throws() => Try(
        from at in Gen.Choose(0, Samples.ServiceYaml.Length - 1)
        from length in Gen.Choose(0, 40)
        from shard in Gen.Elements(Shards)
        select Samples.ServiceYaml.Remove(at, Math.Min(length, Samples.ServiceYaml.Length - at)).Insert(at, shard),
        damaged =>
        {
            var reading = ServiceReader.Read(Samples.Files(damaged), role => role.Length > 5);
            return reading.Mistakes.All(mistake => mistake.Line > 0 && mistake.Column > 0 && mistake.Message.Length > 0);
        });

    [Fact]
    public void Any_JSON_in_any_field_is_accepted_or_named_in_words() => Try(
        from field in Gen.Elements(Samples.Permit.Pages.SelectMany(page => page.Fields).Select(field => field.Code).ToArray())
        from json in Gen.Elements("null", "true", "0", "-7", "1e3", "1.5", "12345678901234567890", "\"\"", "\"x\"", "\"2026-13-01\"", "\"\\ud800\"", "[]", "[1]", "[null]", "[[]]", "{}", "[{\"a\":1}]", "{\"a\":[]}")
        select (field, json),
        given =>
        {
            var answers = Samples.Answers("""{"boat":"small","engine":true}""");
            answers[given.field] = JsonNode.Parse(given.json);

            var wrong = AnswersCheck.Whole(Samples.Permit, answers, Samples.Around);
            var fee = FeeSchedule.Compute(Samples.Permit, answers, Samples.Today);
            var failed = Samples.Permit.EligibilityFailed(answers, Samples.Today).Count();
            return failed <= 1 && fee.Total >= 0 && wrong.All(one => Sentences.Contains($"answer.{one.Code}"));
        });

    private static void Try<T>(Gen<T> gen, Func<T, bool> holds) =>
        Check.One(Trial.Sample(150), Prop.ForAll(gen.ToArbitrary(), holds));
}
