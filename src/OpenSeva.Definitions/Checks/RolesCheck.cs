namespace OpenSeva.Definitions;

/// <summary>Somebody holds every role the service relies on, on some post; otherwise cases would wait for nobody.</summary>
internal static class RolesCheck
{
    private const int MostNamed = 5;

    public static void Run(ServiceDefinition definition, Sheets sheets, Func<string, bool> isHeld, Func<string, IReadOnlyList<string>?>? vacantIn)
    {
        var (root, mistakes) = (sheets.Service!, sheets.Of(ServiceFiles.Service));
        Check(definition.Law.DesignatedOfficer, root.Find("law", "designated-officer"));
        Check(definition.Law.FirstAppeal, root.Find("law", "first-appeal"));
        Check(definition.Law.SecondAppeal, root.Find("law", "second-appeal"));

        for (var s = 0; s < definition.Workflow.Stages.Count; s++)
        {
            var stage = definition.Workflow.Stages[s];
            Check(stage.Role, root.Find("workflow", "stages", s, "role"));
            for (var c = 0; c < stage.Clearances.Count; c++)
            {
                Check(stage.Clearances[c].Role, root.Find("workflow", "stages", s, "clearances", c, "role"));
            }
        }

        void Check(string role, Mark at)
        {
            if (role.Length is 0) return;
            if (!isHeld(role)) mistakes.Add(at, ServiceReader.RoleNobodyHolds, $"No post carries the role '{role}'.");
            else if (vacantIn?.Invoke(role) is { } offices) mistakes.Add(at, ServiceReader.RoleNobodyHolds, $"Nobody holds the role '{role}': every post that carries it is vacant, in {Named(offices)}.");
        }
    }

    private static string Named(IReadOnlyList<string> offices) => offices.Count <= MostNamed ? string.Join(", ", offices)
        : $"{string.Join(", ", offices.Take(MostNamed))} and {offices.Count - MostNamed} more";
}
