using System.ComponentModel;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Catalogue.Versions;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Kernel;

namespace OpenSeva.Catalogue.Portal;

/// <summary>Everything about one service: for its page, and for programs that fill in its form.</summary>
internal sealed class ReadService(Shelf shelf, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder services) => services
        .MapGet("/{code}", Get).RequireAuthorization(Policy.Anyone)
        .WithSummary("One service in the caller's language: what it asks, costs and promises. Money is in paise; conditions are over answers by field code");

    private static async Task<Results<Ok<ServiceDetails>, NotFound, StatusCodeHttpResult>> Get(
        string code, ReadService read, HttpContext http,
        [Description("A published version; without it the one in effect today")] int? version,
        CancellationToken ct)
    {
        if (await read.One(code, version, ct) is not { } service) return TypedResults.NotFound();

        // A version never changes: its number and the language name the answer.
        var tag = $"\"{service.Definition.Code}-{service.Definition.Version}-{Languages.Current}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.Vary = "Accept-Language, Cookie";
        return http.Request.Headers.IfNoneMatch == tag ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(ServiceDetails.Of(service));
    }

    public async Task<PublishedService?> One(string code, int? version, CancellationToken ct) => version is { } number
        ? await shelf.Version(code, number, ct)
        : (await shelf.On(clock.Today, ct)).Find(code);
}
