namespace OpenSeva.Definitions;

/// <summary>An objection can be raised to whatever a citizen gives: some reason fits answers, some fits documents, and none fits nothing.</summary>
internal static class ReasonsCheck
{
    public static void Run(ServiceDefinition definition, YamlNode.Map root, MistakeList mistakes)
    {
        var reasons = definition.Workflow.ObjectionReasons;
        if (reasons.Count is 0 || definition.Actions.All(action => action.Kind is not ActionKind.Object)) return;

        var hasDocuments = definition.Documents.Count > 0 || definition.Pages.SelectMany(page => page.Fields).Any(field => field.HoldsFiles);
        if (reasons.All(reason => reason.For is ReasonFor.Document))
        {
            mistakes.Add(root.Find("workflow", "objection-reasons"), "no-reasons", "Every objection reason is for documents: no answer could be objected to.");
        }

        if (hasDocuments && reasons.All(reason => reason.For is ReasonFor.Answer))
        {
            mistakes.Add(root.Find("workflow", "objection-reasons"), "no-reasons", "Every objection reason is for answers: no document could be objected to.");
        }

        for (var index = 0; index < reasons.Count && !hasDocuments; index++)
        {
            if (reasons[index].For is not ReasonFor.Document) continue;
            mistakes.Add(root.Find("workflow", "objection-reasons", index, "for"), "idle-reason", $"'{reasons[index].Code}' is for documents, but the service asks for none.");
        }
    }
}
