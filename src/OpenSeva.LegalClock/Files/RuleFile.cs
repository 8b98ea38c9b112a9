namespace OpenSeva.LegalClock;

/// <summary>A rule written by hand: the members of a service's law block that the clock needs, and its stages' limits.</summary>
public sealed record RuleFile(ClockRule Rule, IReadOnlyList<StageLimit> Stages)
{
    /// <exception cref="UnreadableFile">The text is not a rule, or not a possible one.</exception>
    public static RuleFile Read(string file, string text)
    {
        var mistakes = new MistakeList(file);
        var root = YamlPart.Read(text, mistakes, "limit", "unit", "start", "pauses", "stages");
        mistakes.ThrowIfAny();

        var rule = new ClockRule(
            root!.Whole("limit"), root.Name<LimitUnit>("unit"), root.Name<StartRule>("start"), root.Texts("pauses"));
        var stages = root.Parts("stages", required: false, "code", "limit")
            .Select(stage => new StageLimit(stage.Text("code"), stage.Whole("limit"))).ToList();

        foreach (var impossible in rule.Mistakes()) root.Note(impossible);
        foreach (var stage in stages.Where(stage => stage.Limit is < 1 or > ClockRule.LongestLimit))
            root.Note(new Impossible("stages", $"The limit of '{stage.Code}' is {stage.Limit}; a limit is 1 to {ClockRule.LongestLimit}."));
        foreach (var twice in stages.GroupBy(stage => stage.Code).Where(same => same.Count() > 1))
            root.Note(new Impossible("stages", $"'{twice.Key}' is named twice."));
        mistakes.ThrowIfAny();
        return new RuleFile(rule, stages);
    }
}
