namespace OpenSeva.Definitions;

/// <summary>Every role the service relies on sits on a post somewhere; otherwise cases would wait for nobody.</summary>
internal static class RolesCheck
{
    public static void Run(ServiceDefinition definition, Sheets sheets, Func<string, bool> isHeld)
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
            if (role.Length > 0 && !isHeld(role)) mistakes.Add(at, ServiceReader.RoleNobodyHolds, $"No post holds the role '{role}'.");
        }
    }
}
