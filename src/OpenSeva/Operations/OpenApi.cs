using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace OpenSeva.Operations;

/// <summary>The API's own description, at /openapi/v1.json.</summary>
internal static class OpenApi
{
    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = api => api.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) is true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "OpenSeva", Version = "v1", License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
                Description = "Everything a citizen or an officer can do on a page. Errors are problem details (RFC 9457). "
                    + "State-changing requests carry an Idempotency-Key header; edits carry If-Match with the ETag that was read.",
            };
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
    }
}
