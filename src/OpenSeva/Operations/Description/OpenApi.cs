using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace OpenSeva.Operations.Description;

/// <summary>The API's own description, at /openapi/v1.json: the same on every installation.</summary>
internal static class OpenApi
{
    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = api => api.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) is true;
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null ? null : Name(type.Type);
        options.AddDocumentTransformer((document, _, _) =>
        {
            Introduce(document);
            Problems.Define(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(OperationFacts.Complete);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // A clock on an office's wall has no offset, which "time" of RFC 3339 asks for.
            if ((Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type) == typeof(TimeOnly))
                (schema.Format, schema.Pattern, schema.Description) = (null, "^[0-2][0-9]:[0-5][0-9]:[0-5][0-9]$", "Local time of the calendar.");
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            Examples.Add(document);
            return Task.CompletedTask;
        });
    }

    private static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "OpenSeva",
            Version = "v1",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
            Description = "Everything a citizen or an officer can do on a page. Errors are problem details (RFC 9457) with a stable `type`. "
                + "Requests that change something carry an `Idempotency-Key`; edits carry `If-Match` with the `ETag` that was read. "
                + "Lists come in parts: give `next` back as `after`. Words come in the language of `Accept-Language` (en, hi, gu, ml, pa). Money is in paise, times are UTC.",
        };
        // The address is the installation's own.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [OperationFacts.Session] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "session",
                Description = "A citizen's or staff member's session. Its name is `__Host-session` over TLS.",
            },
            [OperationFacts.Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer",
                Description = "An access token of a department's system: reads what its scopes name (cases, insight, directory), changes nothing.",
            },
        };
    }

    /// <summary>Two rooms may call something by the same word; what stands inside another type takes its name along.</summary>
    private static string Name(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType) return type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] + "Of" + string.Concat(type.GetGenericArguments().Select(Name));
        return type.DeclaringType is { } outer ? outer.Name + type.Name : type.Name;
    }
}
