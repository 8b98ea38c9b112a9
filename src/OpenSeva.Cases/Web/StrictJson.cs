using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace OpenSeva.Cases.Web;

/// <summary>
/// Reads answers of a request. A JsonObject is taken apart only when it is looked at, so a member named twice would pass
/// the strict reader at the edge and fail later; here it is the bad request it is.
/// </summary>
public sealed class StrictJson : JsonConverter<JsonObject>
{
    private const int Deepest = 8;

    public override JsonObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartObject) throw new JsonException();

        var read = JsonObject.Create(JsonElement.ParseValue(ref reader))!;
        try
        {
            Walk(read, 0);
            return read;
        }
        catch (ArgumentException error)
        {
            throw new JsonException("A member is named twice.", error);
        }
    }

    public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => value.WriteTo(writer, options);

    private static void Walk(JsonNode? node, int depth)
    {
        if (depth > Deepest) throw new JsonException("The answers are nested deeper than any form asks.");

        if (node is JsonObject members)
        {
            foreach (var (_, member) in members) Walk(member, depth + 1);
        }
        else if (node is JsonArray entries)
        {
            foreach (var entry in entries) Walk(entry, depth + 1);
        }
    }
}
