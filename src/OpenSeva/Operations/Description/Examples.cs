using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace OpenSeva.Operations.Description;

/// <summary>
/// Puts an example beside every JSON body. Values come from examples.json by the member's name; where a whole body says
/// more than its parts, it stands there under the operation's id.
/// </summary>
internal static class Examples
{
    private const int Deepest = 7;
    private static readonly JsonObject Known = Read();

    public static void Add(OpenApiDocument document)
    {
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations!.Values))
        {
            var whole = Known["whole"]![operation.OperationId!];
            foreach (var media in Json(operation.RequestBody?.Content)) media.Example = whole?["request"]?.DeepClone() ?? Of(null, media.Schema!, 0);
            foreach (var response in operation.Responses!.Values.OfType<OpenApiResponse>())
            {
                foreach (var media in Json(response.Content)) media.Example = whole?["response"]?.DeepClone() ?? Of(null, media.Schema!, 0);
            }

            foreach (var parameter in operation.Parameters!.OfType<OpenApiParameter>())
            {
                if (parameter is { Example: null, Schema: { } schema }) parameter.Example = whole?["parameters"]?[parameter.Name!]?.DeepClone() ?? Of(parameter.Name, schema, 0);
            }
        }
    }

    private static IEnumerable<OpenApiMediaType> Json(IDictionary<string, OpenApiMediaType>? content) =>
        content?.Where(pair => pair.Key is "application/json").Select(pair => pair.Value).Where(media => media.Schema is not null) ?? [];

    private static JsonNode? Of(string? name, IOpenApiSchema schema, int depth)
    {
        if (name is not null && Known["names"]![name] is { } known && Fits(known, schema)) return known.DeepClone();
        if (schema.Enum is { Count: > 0 } choices) return choices.First(choice => choice is not null).DeepClone();
        if ((schema.OneOf ?? schema.AnyOf) is { Count: > 0 } ways) return Of(name, ways.FirstOrDefault(way => way.Type is not JsonSchemaType.Null) ?? ways[0], depth);

        return (schema.Type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.Array => depth < Deepest ? new JsonArray(Of(name, schema.Items!, depth + 1)) : [],
            JsonSchemaType.String => Text(name, schema),
            JsonSchemaType.Integer => long.TryParse(schema.Minimum, out var least) ? least : 1,
            JsonSchemaType.Number => 1.5,
            JsonSchemaType.Boolean => true,
            _ => Members(schema, depth),
        };
    }

    private static JsonObject Members(IOpenApiSchema schema, int depth)
    {
        var members = new JsonObject();
        if (depth >= Deepest) return members;
        foreach (var (name, member) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>()) members[name] = Of(name, member, depth + 1);
        if (schema.AdditionalProperties is { } any) members["key"] = Of(null, any, depth + 1);
        return members;
    }

    private static JsonValue Text(string? name, IOpenApiSchema schema) => JsonValue.Create(schema.Format switch
    {
        "uuid" => "01935b8e-7c1a-7d2e-9f40-5a6b7c8d9e0f",
        "date" => "2026-11-16",
        "date-time" => "2026-11-16T04:30:00Z",
        "time" => "10:15:00",
        "uri" => "https://portal.example.gov.in/office",
        _ => name ?? "text",
    })!;

    private static bool Fits(JsonNode known, IOpenApiSchema schema) => (schema.Type & ~JsonSchemaType.Null) switch
    {
        JsonSchemaType.Array => known is JsonArray && (schema.Items?.Type & ~JsonSchemaType.Null) is JsonSchemaType.String,
        JsonSchemaType.String => known.GetValueKind() is System.Text.Json.JsonValueKind.String && schema.Enum is not { Count: > 0 } && schema.Format is not ("uuid" or "date" or "date-time" or "time"),
        JsonSchemaType.Integer or JsonSchemaType.Number => known.GetValueKind() is System.Text.Json.JsonValueKind.Number,
        JsonSchemaType.Boolean => known.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        // A shape of its own says more than a name.
        _ => known is JsonObject && schema.Properties is not { Count: > 0 },
    };

    private static JsonObject Read()
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream("examples.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
