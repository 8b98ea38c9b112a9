using System.Globalization;
using System.Text.Json.Nodes;

namespace OpenSeva.Definitions;

/// <summary>
/// Holds answers against the form. Every wrong field is reported, each once, with its first mistake.
/// Answers are typed: numbers whole, money in paise, dates year-month-day, yes/no true or false, groups lists.
/// </summary>
public static class AnswersCheck
{
    /// <summary>One page as it is sent: answers of other pages are only looked at by conditions.</summary>
    public static IReadOnlyList<WrongAnswer> Page(
        ServiceDefinition service, string page, JsonObject answers, AnswerSurroundings around)
    {
        var asked = service.Asked(answers, around.Today);
        var form = service.Pages.Single(candidate => candidate.Code == page);
        return [.. Fields(form.Fields, answers, asked, "", around)];
    }

    /// <summary>The whole application before it is sent.</summary>
    public static IReadOnlyList<WrongAnswer> Whole(ServiceDefinition service, JsonObject answers, AnswerSurroundings around)
    {
        var asked = service.Asked(answers, around.Today);
        var known = service.Pages.SelectMany(page => page.Fields).Select(field => field.Code).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. service.Pages.Where(page => page.When.Holds(asked, around.Today))
                .SelectMany(page => Fields(page.Fields, answers, asked, "", around)),
            .. answers.Where(answer => !known.Contains(answer.Key)).Select(answer => new WrongAnswer(answer.Key, "not-asked")),
        ];
    }

    /// <summary>An officer's own form on an action; unknown members are wrong.</summary>
    public static IReadOnlyList<WrongAnswer> Of(StageAction action, JsonObject answers, AnswerSurroundings around)
    {
        var known = action.Fields.Select(field => field.Code).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Fields(action.Fields, answers, answers, "", around),
            .. answers.Where(answer => !known.Contains(answer.Key)).Select(answer => new WrongAnswer(answer.Key, "not-asked")),
        ];
    }

    private static IEnumerable<WrongAnswer> Fields(
        IReadOnlyList<Field> fields, JsonObject answers, JsonObject asked, string prefix, AnswerSurroundings around) =>
        from field in fields
        where field.When.Holds(asked, around.Today)
        from wrong in One(field, answers[field.Code], asked, prefix + field.Code, around)
        select wrong;

    private static IEnumerable<WrongAnswer> One(
        Field field, JsonNode? answer, JsonObject asked, string path, AnswerSurroundings around)
    {
        if (!Evaluation.Given(answer)) return field.Required ? [new WrongAnswer(path, "required")] : [];

        return field.Type is FieldType.Group
            ? Group(field, answer!, asked, path, around)
            : AnswerRule.Check(field, answer!, around) is { } wrong ? [new WrongAnswer(path, wrong.Code, wrong.Args)] : [];
    }

    private static IEnumerable<WrongAnswer> Group(
        Field field, JsonNode answer, JsonObject asked, string path, AnswerSurroundings around)
    {
        if (answer is not JsonArray entries) return [new WrongAnswer(path, "group")];

        var most = AnswerLimits.Entries(field);
        if (entries.Count > most) return [new WrongAnswer(path, "group-too-many", [most.ToString(CultureInfo.InvariantCulture)])];
        if (entries.Count < (field.Min ?? 0))
        {
            return [new WrongAnswer(path, "group-too-few", [field.Min!.Value.ToString(CultureInfo.InvariantCulture)])];
        }

        // No condition looks at the group itself.
        var others = (JsonObject)asked.DeepClone();
        others.Remove(field.Code);
        return entries.SelectMany((entry, index) => Entry(field, entry, others, $"{path}.{index}", around));
    }

    private static IEnumerable<WrongAnswer> Entry(
        Field group, JsonNode? entry, JsonObject asked, string path, AnswerSurroundings around)
    {
        if (entry is not JsonObject answers) return [new WrongAnswer(path, "group")];

        // A condition inside a group sees the entry's own answers first, then the form's.
        var seen = (JsonObject)asked.DeepClone();
        foreach (var field in group.Fields) seen[field.Code] = answers[field.Code]?.DeepClone();

        return Fields(group.Fields, answers, seen, path + ".", around)
            .Concat(answers.Where(answer => group.Fields.All(field => field.Code != answer.Key))
                .Select(answer => new WrongAnswer($"{path}.{answer.Key}", "not-asked")));
    }
}
