using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using OpenSeva.Tests.House;

namespace OpenSeva.Tests.Api;

/// <summary>What /openapi/v1.json says, and that docs/integrators/openapi.json says the same.</summary>
public sealed class DescriptionTests(SevaApp app) : IClassFixture<SevaApp>
{
    /// <summary>Set, the test writes the file instead of comparing it: scripts/openapi does.</summary>
    private const string Refresh = "OPENSEVA_WRITE_OPENAPI";
    private static readonly string Kept = Path.Combine(Tree.Root, "docs/integrators/openapi.json");

    // A gateway brings its own way of being told apart; the other two only look something up.
    private static readonly string[] Keyless = ["/api/v1/payments/webhooks/{gateway}", "/api/v1/tracking", "/api/v1/verify"];

    // Bounded by what they are, so never handed out in parts.
    private static readonly string[] WholeLists = ["/api/v1/directory/units/{code}"];

    [Fact]
    public async Task The_description_is_the_one_in_the_documentation()
    {
        var served = (await Text()).ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable(Refresh) is { Length: > 0 }) await File.WriteAllTextAsync(Kept, served);

        Assert.True(served == await File.ReadAllTextAsync(Kept), "docs/integrators/openapi.json is not what /openapi/v1.json says any more. Look at what changed for callers, then run: scripts/openapi");
    }

    [Fact]
    public async Task The_reader_of_Microsoft_OpenApi_finds_no_fault()
    {
        var read = OpenApiDocument.Parse(await Text(), "json");

        Assert.Empty(read.Diagnostic!.Errors.Select(error => error.ToString()));
        Assert.Empty(read.Diagnostic.Warnings.Select(warning => warning.ToString()));
        Assert.NotEmpty(read.Document!.Paths);
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_for_whom_and_how_it_says_no()
    {
        var wrong = (await Operations()).SelectMany(operation => Missing(operation).Select(what => $"{operation.Name}: {what}"));

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_list_comes_in_parts()
    {
        var wrong = (await Operations()).Where(operation => operation.Method is "get" && !WholeLists.Contains(operation.Path)).Where(operation =>
        {
            var schema = Resolve(operation.Document, operation.Node["responses"]?["200"]?["content"]?["application/json"]?["schema"]);
            var parameters = operation.Parameters.Select(parameter => (string)parameter!["name"]!).ToList();
            return IsArray(schema) || (schema?["properties"]?["items"] is not null && schema["properties"]?["next"] is not null && !(parameters.Contains("after") && parameters.Contains("limit")));
        });

        Assert.Empty(wrong.Select(operation => operation.Name));
    }

    [Fact]
    public async Task No_two_things_share_a_name()
    {
        var schemas = JsonNode.Parse(await Text())!["components"]!["schemas"]!.AsObject().Select(schema => schema.Key).ToHashSet();

        Assert.DoesNotContain(schemas, name => char.IsDigit(name[^1]) && schemas.Contains(name.TrimEnd("0123456789".ToCharArray())));
    }

    private static IEnumerable<string> Missing(Operation operation)
    {
        var node = operation.Node;
        if (string.IsNullOrWhiteSpace((string?)node["summary"])) yield return "no summary";
        if (node["tags"] is not JsonArray { Count: 1 }) yield return "no tag";
        if (node["security"] is not JsonArray { Count: > 0 }) yield return "no security";
        if (node["responses"]!["default"] is null) yield return "no default problem";
        if (operation.Parameters.Any(parameter => parameter!["example"] is null)) yield return "a parameter without an example";
        if (operation.Method is not "get" && !Keyless.Contains(operation.Path) && !operation.Takes("Idempotency-Key")) yield return "no Idempotency-Key";
        if (operation.Method is "put" && operation.Path is not "/api/v1/account/post" && !operation.Takes("If-Match")) yield return "an edit without If-Match";
        foreach (var body in Bodies(node))
        {
            if (body.Key is "application/json" && body.Value!["example"] is null) yield return "a body without an example";
            if (body.Value!["schema"] is null) yield return $"{body.Key} without a schema";
        }

        if (node["responses"]!.AsObject().All(response => response.Key is not ['2', ..])) yield return "no way to succeed";
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Bodies(JsonNode node) =>
        (node["requestBody"]?["content"]?.AsObject() ?? []).Concat(node["responses"]!.AsObject()
            .Where(response => response.Key is ['2', ..]).SelectMany(response => response.Value!["content"]?.AsObject() ?? []));

    private static bool IsArray(JsonNode? schema) => schema?["type"] is { } type && (type.GetValueKind() is JsonValueKind.Array ? type.AsArray().Any(one => (string)one! is "array") : (string)type! is "array");

    private static JsonNode? Resolve(JsonNode document, JsonNode? schema) =>
        (string?)schema?["$ref"] is { } reference ? document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]] : schema;

    private async Task<List<Operation>> Operations()
    {
        var document = JsonNode.Parse(await Text())!;
        return [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => new Operation(document, path.Key, operation.Key, operation.Value!)))];
    }

    private Task<string> Text() => app.Client().GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));

    private sealed record Operation(JsonNode Document, string Path, string Method, JsonNode Node)
    {
        public string Name => $"{Method} {Path}";

        public JsonArray Parameters => Node["parameters"]?.AsArray() ?? [];

        public bool Takes(string header) => Parameters.Any(parameter => (string)parameter!["name"]! == header);
    }
}
