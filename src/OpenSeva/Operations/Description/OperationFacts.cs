using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;
using Scope = OpenSeva.Contracts.Accounts.Scope;

namespace OpenSeva.Operations.Description;

/// <summary>Says of every operation what its endpoint says of itself: who may call it, which headers it takes, how it can say no.</summary>
internal static class OperationFacts
{
    public const string Session = "session";
    public const string Token = "token";

    // The scope that lets a department's system read under this address; the policies decide the same way.
    private static readonly (string Path, string Policy, string Scope)[] Scopes =
    [
        ("api/v1/cases", Policy.SignedIn, Scope.Cases), ("api/v1/insight", Policy.DepartmentHead, Scope.Insight), ("api/v1/directory", Policy.Staff, Scope.Directory),
    ];

    public static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var (path, method) = (context.Description.RelativePath!, context.Description.HttpMethod!);
        var facts = context.Description.ActionDescriptor.EndpointMetadata;
        var policies = facts.OfType<IAuthorizeData>().Select(data => data.Policy).OfType<string>().ToList();
        var changes = !HttpMethods.IsGet(method);
        var needsKey = changes && !facts.OfType<KeylessAttribute>().Any();
        var needsMatch = facts.OfType<MatchNeeded>().Any();

        operation.OperationId = Id(method, path);
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>()) parameter.Description ??= Usual(parameter.Name!);
        if (needsKey) operation.Parameters.Add(Header(RequestKeys.Header, true, "Any unique text, at most 100 characters; the same when the request is sent again.", "9f2c6a1e-0b7d-4d0c-9a53-1c0e5b7f2d11"));
        if (needsMatch || facts.OfType<MatchTaken>().Any())
            operation.Parameters.Add(Header("If-Match", needsMatch, "The ETag of what was read; `*` overwrites whatever stands there." + (needsMatch ? "" : " Without it the state decides alone."), "\"3\""));
        Secure(operation, context.Document!, path, method, policies);

        var anyone = policies.All(policy => policy is Policy.Anyone);
        foreach (var status in new[]
        {
            operation.RequestBody is not null || operation.Parameters.Count > 0 ? 400 : 0, anyone ? 0 : 401, anyone ? 0 : 403, path.Contains('{') ? 404 : 0,
            changes ? 409 : 0, needsMatch || facts.OfType<MatchTaken>().Any() ? 412 : 0, needsKey ? 422 : 0, needsMatch ? 428 : 0,
        }.Where(status => status > 0))
        {
            operation.Responses![status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(Problems.NameOf(status), context.Document);
        }

        operation.Responses!["default"] = new OpenApiResponseReference(Problems.NameOf(503), context.Document);
        if (facts.OfType<TagGiven>().Any())
        {
            ((OpenApiResponse)operation.Responses["200"]).Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["ETag"] = new OpenApiHeader { Description = "The version, for If-Match.", Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = JsonValue.Create("\"3\"") },
            };
        }

        return Task.CompletedTask;
    }

    private static void Secure(OpenApiOperation operation, OpenApiDocument document, string path, string method, List<string> policies)
    {
        var asked = policies.Where(policy => policy is not Policy.Anyone).Distinct().ToList();
        operation.Description = string.Join(" ", new[] { operation.Description, asked.Count is 0 ? "For anyone." : $"For: {string.Join(" and ", asked)}." }.OfType<string>());
        operation.Security = [];
        if (asked.Count is 0)
        {
            // An empty requirement: no credential is needed (a session's own language and drafts are not touched).
            operation.Security.Add([]);
            return;
        }

        operation.Security.Add(new() { [new OpenApiSecuritySchemeReference(Session, document)] = [] });
        foreach (var (area, policy, scope) in Scopes)
        {
            if (HttpMethods.IsGet(method) && path.StartsWith(area, StringComparison.Ordinal) && asked is [var only] && only == policy)
                operation.Security.Add(new() { [new OpenApiSecuritySchemeReference(Token, document)] = [scope] });
        }
    }

    private static OpenApiParameter Header(string name, bool required, string says, string example) => new()
    {
        Name = name, In = ParameterLocation.Header, Required = required, Description = says,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 100 }, Example = JsonValue.Create(example),
    };

    private static string? Usual(string parameter) => parameter switch
    {
        "after" => "The `next` of the part before; without it the list begins.",
        "limit" => "How many at once.",
        "on" => "The day asked about; today when left out.",
        _ => null,
    };

    /// <summary>postDraftsByIdSubmission: the verb and the words of the path.</summary>
    private static string Id(string method, string path) => method.ToLowerInvariant() + string.Concat(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(2)
        .Select(word => word.StartsWith('{') ? "By-" + word.Trim('{', '}').Split(':')[0] : word)
        .SelectMany(word => word.Split('-')).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
