using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Access;

/// <summary>
/// Writes down who was let through which door and who was not (ASVS 16.3.2): references and route patterns, never
/// addresses. What staff may change is logged when allowed; what is merely read, at level Debug.
/// </summary>
internal sealed partial class DecisionLog(ILogger<DecisionLog> log) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler carryOut = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var actor = context.RequestServices.GetRequiredService<Acting>().Actor;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        if (!authorizeResult.Succeeded) LogRefused(actor.Kind, actor.Id, context.Request.Method, route);
        else if (actor.Kind is ActorKind.Staff && !HttpMethods.IsGet(context.Request.Method)) LogAllowed(actor.Kind, actor.Id, actor.PostId, context.Request.Method, route);
        else LogRead(actor.Kind, actor.Id, route);
        return carryOut.HandleAsync(next, context, policy, authorizeResult);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused: {Kind} {Actor} at {Method} {Route}")]
    private partial void LogRefused(ActorKind kind, Guid? actor, string method, string route);

    [LoggerMessage(Level = LogLevel.Information, Message = "Allowed: {Kind} {Actor} from post {Post} at {Method} {Route}")]
    private partial void LogAllowed(ActorKind kind, Guid? actor, Guid? post, string method, string route);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Allowed: {Kind} {Actor} reads {Route}")]
    private partial void LogRead(ActorKind kind, Guid? actor, string route);
}
