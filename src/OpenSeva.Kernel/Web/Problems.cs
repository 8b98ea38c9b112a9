using Microsoft.AspNetCore.Http;

namespace OpenSeva.Kernel.Web;

/// <summary>What every problem of the API has, whoever found it: a stable type of ours and a reference that stands in the log.</summary>
internal static class Problems
{
    private const string Own = "urn:openseva:";

    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Type?.StartsWith(Own, StringComparison.Ordinal) is not true)
            problem.Type = problem is HttpValidationProblemDetails ? $"{Own}problem:invalid" : Urn(problem.Status ?? context.HttpContext.Response.StatusCode);
        problem.Instance ??= context.HttpContext.Request.Path;
        problem.Extensions["reference"] = context.HttpContext.TraceIdentifier;
        problem.Extensions.Remove("traceId");
    }

    public static string Urn(int status) => Own + "problem:" + status switch
    {
        401 => "sign-in",
        403 => "forbidden",
        404 => "not-found",
        405 => "method",
        411 => "length",
        413 => "too-large",
        415 => "media-type",
        429 => "too-many",
        >= 500 => "fault",
        _ => "bad-request",
    };
}
