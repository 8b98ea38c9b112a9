namespace OpenSeva.Definitions;

/// <summary>Every stage is reached from the start, and from every stage the case can come to an end.</summary>
internal static class StagesCheck
{
    public static void Run(ServiceDefinition definition, YamlNode.Map root, MistakeList mistakes)
    {
        var workflow = definition.Workflow;
        var stages = workflow.Stages;
        if (workflow.Start.Length > 0 && stages.All(stage => stage.Code != workflow.Start))
        {
            mistakes.Add(root.Find("workflow", "start"), "unknown-stage", $"There is no stage '{workflow.Start}'.{Nearest.Hint(workflow.Start, stages.Select(stage => stage.Code))}");
            return;
        }

        // A misspelt target would make half the workflow look unreachable; it is reported where it stands.
        if (stages.SelectMany(stage => stage.Actions).Any(action => action.To is { Length: > 0 } to && stages.All(stage => stage.Code != to))) return;

        var reached = Spread([workflow.Start], stage => Next(stages, stage));
        var ending = stages.Where(stage => stage.Actions.Any(Ends)).Select(stage => stage.Code);
        var finishing = Spread(ending, stage => Before(stages, stage));

        for (var index = 0; index < stages.Count; index++)
        {
            var (code, at) = (stages[index].Code, root.Find("workflow", "stages", index, "code"));
            if (code.Length is 0) continue;
            if (!reached.Contains(code)) mistakes.Add(at, "unreachable-stage", $"No action leads to the stage '{code}'.");
            if (!finishing.Contains(code)) mistakes.Add(at, "dead-end-stage", $"From the stage '{code}' no case can ever be granted or refused.");
        }

        Ending(stages, reached, root, mistakes);
    }

    /// <summary>A service that can only refuse, or never refuse, is no decision.</summary>
    private static void Ending(IReadOnlyList<Stage> stages, HashSet<string> reached, YamlNode.Map root, MistakeList mistakes)
    {
        var kinds = stages.Where(stage => reached.Contains(stage.Code)).SelectMany(stage => stage.Actions).Select(action => action.Kind).ToHashSet();
        if (stages.Count is 0) return;
        if (!kinds.Contains(ActionKind.Approve)) mistakes.Add(root.Find("workflow", "stages"), "never-granted", "No stage that is reached has an action of kind approve.");
        if (!kinds.Contains(ActionKind.Reject)) mistakes.Add(root.Find("workflow", "stages"), "never-refused", "No stage that is reached has an action of kind reject.");
    }

    private static bool Ends(StageAction action) => action.Kind is ActionKind.Approve or ActionKind.Reject;

    private static IEnumerable<string> Next(IReadOnlyList<Stage> stages, string code) =>
        stages.Where(stage => stage.Code == code).SelectMany(stage => stage.Actions).Select(action => action.To).OfType<string>();

    private static IEnumerable<string> Before(IReadOnlyList<Stage> stages, string code) =>
        stages.Where(stage => stage.Actions.Any(action => action.To == code)).Select(stage => stage.Code);

    private static HashSet<string> Spread(IEnumerable<string> from, Func<string, IEnumerable<string>> neighbours)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(from);
        while (waiting.TryDequeue(out var code))
        {
            if (!seen.Add(code)) continue;
            foreach (var next in neighbours(code)) waiting.Enqueue(next);
        }

        return seen;
    }
}
