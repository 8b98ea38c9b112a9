namespace OpenSeva.LegalClock;

/// <summary>A rule written by hand: the members of a service's law block that the clock needs, and its stages' limits.</summary>
public sealed record RuleFile(ClockRule Rule, IReadOnlyList<StageLimit> Stages)
{
    /// <exception cref="UnreadableFile">The text is not a rule, or not a possible one.</exception>
    public static RuleFile Read(string file, string text)
    {
        var mistakes = new MistakeList(file);
        var root = YamlPart.Read(text, mistakes, "limit", "unit", "start", "pauses", "stages");
        if (root is null) throw mistakes.Found;

        var rule = new ClockRule(
            root.Whole("limit"), root.Name<LimitUnit>("unit"), root.Name<StartRule>("start"), root.Texts("pauses"));
        var stages = root.Parts("stages", required: false, "code", "limit")
            .Select(stage => new StageLimit(stage.Text("code"), stage.Whole("limit"))).ToList();

        root.Note(
        [
            .. rule.Mistakes(),
            .. stages.Where(stage => stage.Limit is < 1 or > ClockRule.LongestLimit)
                .Select(stage => new Impossible("stages", $"The limit of '{stage.Code}' is {stage.Limit}; a limit is 1 to {ClockRule.LongestLimit}.")),
            .. stages.GroupBy(stage => stage.Code).Where(same => same.Count() > 1).Select(twice => new Impossible("stages", $"'{twice.Key}' is named twice.")),
        ]);
        mistakes.ThrowIfAny();
        return new RuleFile(rule, stages);
    }
}
