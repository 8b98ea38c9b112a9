using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace OpenSeva.Operations;

/// <summary>
/// Before anybody is asked who they are: where nothing is, that is said (404), and where another method or media type
/// is asked, the router's own answer (405 with Allow, 415) stands. Deny-by-default would call all of it forbidden.
/// </summary>
internal static class Routes
{
    // The portal is to be found; what belongs to one person, one office or a machine is not.
    private static readonly string[] Closed =
        ["/office", "/admin", "/account", "/applications", "/locker", "/inbox", "/pay", "/track", "/files", "/shared", "/verify/", "/demo", "/api", "/openapi"];

    private static readonly string Robots = $"User-agent: *\n{string.Concat(Closed.Select(path => $"Disallow: {path}\n"))}";

    public static void UseRoutesThatAre(this WebApplication app) => app.Use((http, next) =>
    {
        switch (http.GetEndpoint())
        {
            case RouteEndpoint:
                return next(http);
            case { RequestDelegate: { } refuse }:
                return refuse(http);
            default:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    });

    /// <summary>Whatever answers GET answers HEAD (RFC 9110, section 9.3.2); the server leaves the body out.</summary>
    public static void UseHead(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await next(http);
            return;
        }

        http.Request.Method = HttpMethods.Get;
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Method = HttpMethods.Head;
        }
    });

    public static void MapRobots(this WebApplication app) =>
        app.MapGet("/robots.txt", () => TypedResults.Text(Robots)).AllowAnonymous().ExcludeFromDescription();
}
