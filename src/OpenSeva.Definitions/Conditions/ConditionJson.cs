using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenSeva.Definitions;

/// <summary>A condition as JSON, in the members of the YAML format; constants as answers hold them (money in paise).</summary>
public static class ConditionJson
{
    public static JsonNode? Of(Determinant? when) => when switch
    {
        null => null,
        Determinant.All all => new JsonObject { ["all"] = Several(all.Parts) },
        Determinant.Any any => new JsonObject { ["any"] = Several(any.Parts) },
        Determinant.Not not => new JsonObject { ["not"] = Of(not.Part) },
        Determinant.Test test => new JsonObject { ["field"] = test.Field, [Hyphened(test.Comparison)] = Constant(test) },
        _ => throw new InvalidOperationException($"Unknown condition {when.GetType().Name}."),
    };

    /// <summary>A name of the format: PersonName is person-name.</summary>
    public static string Hyphened<T>(T name) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(name.ToString());

    private static JsonArray Several(IEnumerable<Determinant> parts) => [.. parts.Select(part => Of(part))];

    private static JsonNode Constant(Determinant.Test test) => test.Comparison switch
    {
        Comparison.Present => true,
        Comparison.In => new JsonArray([.. test.Values.Select(value => value.DeepClone())]),
        _ => test.Values[0].DeepClone(),
    };
}
