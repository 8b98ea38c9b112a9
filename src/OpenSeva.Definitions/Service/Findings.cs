namespace OpenSeva.Definitions;

/// <summary>What officers write down in their own forms on an application's way.</summary>
public static class Findings
{
    extension(ServiceDefinition service)
    {
        /// <summary>Officers' fields that are answered whenever an application is granted, whichever way it came.</summary>
        public IReadOnlySet<string> SurelyFound()
        {
            var stages = service.Workflow.Stages;
            var all = service.Actions.SelectMany(action => action.Fields).Select(field => field.Code).ToHashSet(StringComparer.Ordinal);
            var before = stages.Select(stage => stage.Code).Distinct().ToDictionary(code => code, code => code == service.Workflow.Start ? [] : all.ToHashSet());

            // Each round takes away what one more way does without, until no way takes anything more.
            for (var settled = false; !settled;)
            {
                settled = true;
                foreach (var stage in stages)
                {
                    foreach (var action in stage.Actions)
                    {
                        if (action.To is not { } to || !before.TryGetValue(to, out var there)) continue;
                        var count = there.Count;
                        there.IntersectWith(before[stage.Code].Concat(Demanded(action)));
                        settled &= there.Count == count;
                    }
                }
            }

            foreach (var stage in stages)
            {
                foreach (var action in stage.Actions.Where(action => action.Kind is ActionKind.Approve)) all.IntersectWith(before[stage.Code].Concat(Demanded(action)));
            }

            return all;
        }
    }

    private static IEnumerable<string> Demanded(StageAction action) =>
        action.Fields.Where(field => field.When is null && (field.Required || action.Requires.Contains(field.Code))).Select(field => field.Code);
}
