using System.Text.Json.Nodes;
using OpenSeva.Definitions;

namespace OpenSeva.Cases.CaseFile;

/// <summary>What the offices found on a case's way, beside what the citizen says.</summary>
internal static class Found
{
    /// <param name="forms">Officers' own forms, oldest first; of a field answered twice the newest counts.</param>
    public static JsonObject By(IEnumerable<JsonObject?> forms)
    {
        var found = new JsonObject();
        // A field left empty later takes nothing back.
        foreach (var (code, value) in forms.OfType<JsonObject>().SelectMany(form => form).Where(one => one.Value is not null && one.Value.ToString().Length > 0))
            found[code] = value!.DeepClone();
        return found;
    }

    /// <summary>The answers an officer assessed and found to be otherwise: the question, and the officer's field.</summary>
    public static IEnumerable<(Field Claimed, Field Assessed)> Otherwise(ServiceDefinition definition, JsonObject answers, JsonObject found) =>
        from assessed in definition.Actions.SelectMany(action => action.Fields).DistinctBy(field => field.Code)
        where assessed.Assesses is not null && found[assessed.Code] is not null
        let claimed = definition.Field(assessed.Assesses!)
        where claimed is not null && !JsonNode.DeepEquals(answers[claimed.Code], found[assessed.Code])
        select (claimed, assessed);
}
