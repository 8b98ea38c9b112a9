namespace OpenSeva.Definitions;

/// <summary>The stages' own limits, along the slowest way forward, fit into the limit of the law.</summary>
internal static class LimitsCheck
{
    public static void Run(ServiceDefinition definition, YamlNode.Map root, MistakeList mistakes)
    {
        var stages = definition.Workflow.Stages;
        for (var s = 0; s < stages.Count; s++)
        {
            for (var c = 0; c < stages[s].Clearances.Count; c++)
            {
                if (stages[s].Clearances[c].LimitDays <= (stages[s].LimitDays ?? int.MaxValue)) continue;
                mistakes.Add(
                    root.Find("workflow", "stages", s, "clearances", c, "limit-days"),
                    "clearance-limit",
                    $"The clearance may take {stages[s].Clearances[c].LimitDays} days, but its stage only {stages[s].LimitDays}.");
            }
        }

        var (days, way) = Slowest(stages, definition.Workflow.Start, []);
        if (days > definition.Law.Rule.Limit)
        {
            mistakes.Add(
                root.Find("law", "limit"),
                "stage-limits",
                $"The stages {string.Join(" → ", way)} may take {days} days together, but the law allows {definition.Law.Rule.Limit}.");
        }
    }

    /// <summary>Each stage counts once: sending back does not buy time.</summary>
    private static (int Days, IReadOnlyList<string> Way) Slowest(IReadOnlyList<Stage> stages, string code, IReadOnlyList<string> passed)
    {
        if (passed.Contains(code) || stages.FirstOrDefault(candidate => candidate.Code == code) is not { } stage) return (0, []);

        var rest = stage.Actions
            .Where(action => action.Kind is ActionKind.Forward or ActionKind.Recommend && action.To is not null)
            .Select(action => Slowest(stages, action.To!, [.. passed, code]))
            .DefaultIfEmpty((Days: 0, Way: []))
            .MaxBy(next => next.Days);

        var own = stage.LimitDays ?? stage.Clearances.Select(clearance => clearance.LimitDays).DefaultIfEmpty(0).Max();
        return (own + rest.Days, [code, .. rest.Way]);
    }
}
