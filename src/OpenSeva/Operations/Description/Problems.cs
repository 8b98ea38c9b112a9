using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace OpenSeva.Operations.Description;

/// <summary>The ways in which the API says no, described once and referred to by every operation.</summary>
internal static class Problems
{
    private const string Schema = "Problem";

    private static readonly (string Name, int Status, string Says, string Type, string Title)[] All =
    [
        ("BadRequest", 400, "Something in the request is wrong: unknown or doubled members, a wrong type, a value too long, a date that does not exist. `errors` names the fields, `at` the place in the body.",
            "urn:openseva:problem:invalid", "One or more validation errors occurred."),
        ("NotSignedIn", 401, "Nobody is signed in, or the session or token is over.", "urn:openseva:problem:sign-in", "Unauthorized"),
        ("Forbidden", 403, "Whoever is signed in may not do this.", "urn:openseva:problem:forbidden", "Forbidden"),
        ("NotFound", 404, "It is not there, or it is not yours to see.", "urn:openseva:refusal:request.not-found", "This is not there, or it is not yours to see."),
        ("Refused", 409, "A rule of the office says no; `type` says which.", "urn:openseva:refusal:case.not-at-your-desk", "This application is not at your desk."),
        ("Stale", 412, "Somebody changed it since it was read. Nothing was changed.", "urn:openseva:refusal:request.stale", "Someone changed this while you were looking at it. Load it again and repeat your change."),
        ("KeyReused", 422, "The idempotency key was used for another request.", "urn:openseva:refusal:request.key-reused", "This key was already used for another request."),
        ("MatchNeeded", 428, "The edit does not say which version it changes. Nothing was changed.", "urn:openseva:refusal:request.match-needed", "Say which version you change: send its ETag as If-Match."),
        ("Problem", 503, "Any other problem: 413 too large, 415 another media type, 429 too many tries, 500 a fault of ours, 503 the records are away (with Retry-After), 507 no room.",
            "urn:openseva:problem:database-away", "The records cannot be reached right now. Nothing was saved; please try again in a moment."),
    ];

    public static void Define(OpenApiDocument document)
    {
        document.AddComponent(Schema, (IOpenApiSchema)Shape());
        foreach (var (name, status, says, type, title) in All)
        {
            var example = new JsonObject { ["type"] = type, ["title"] = title, ["status"] = status, ["reference"] = "0HNE5V2K9M3QD:00000004" };
            if (status is 400) example["errors"] = new JsonObject { ["limit"] = new JsonArray("The field limit must be between 1 and 200.") };
            document.AddComponent<IOpenApiResponse>(name, new OpenApiResponse
            {
                Description = says,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Schema, document), Example = example },
                },
            });
        }
    }

    public static string NameOf(int status) => All.Single(one => one.Status == status).Name;

    private static OpenApiSchema Shape() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Problem details (RFC 9457).",
        Required = new HashSet<string> { "type", "title", "status" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "urn:openseva:refusal:CODE when a rule says no, urn:openseva:problem:KIND otherwise. Stable." },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A sentence in the caller's language." },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["instance"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["reference"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stands in the operator's log." },
            ["at"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Where in the body, as a JSON path." },
            ["errors"] = Lists("Sentences by field."),
            ["codes"] = Lists("Stable codes by field, of answers to a form."),
        },
    };

    private static OpenApiSchema Lists(string says) => new()
    {
        Type = JsonSchemaType.Object,
        Description = says,
        AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
    };
}
