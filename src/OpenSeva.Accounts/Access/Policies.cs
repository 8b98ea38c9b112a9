using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Access;

/// <summary>What each policy name asks of whoever acts. One table; whatever states no policy is refused.</summary>
internal static class Policies
{
    public static readonly IReadOnlyList<(string Name, Func<Actor, bool> Admits)> Table =
    [
        (Policy.Anyone, _ => true),
        (Policy.SignedIn, actor => actor.Kind is ActorKind.Citizen or ActorKind.Staff || Token(actor, Scope.Cases)),
        (Policy.Citizen, actor => actor.Kind is ActorKind.Citizen),
        (Policy.Staff, actor => actor.Kind is ActorKind.Staff || Token(actor, Scope.Directory)),
        (Policy.Officer, actor => actor.Kind is ActorKind.Staff && actor.PostId is not null),
        (Policy.Administrator, actor => actor.Kind is ActorKind.Staff && actor.Has(Grant.Administrator)),
        (Policy.DepartmentHead, actor => (actor.Kind is ActorKind.Staff && actor.Has(Grant.DepartmentHead)) || Token(actor, Scope.Insight)),
        (Policy.Auditor, actor => actor.Kind is ActorKind.Staff && actor.Has(Grant.Auditor)),
    ];

    private static readonly (string Scope, string Path)[] Areas =
        [(Scope.Cases, "/api/v1/cases"), (Scope.Insight, "/api/v1/insight"), (Scope.Directory, "/api/v1/directory")];

    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, ByActor>().AddSingleton<IAuthorizationMiddlewareResultHandler, DecisionLog>();
        return services.AddAuthorization(options =>
        {
            foreach (var (name, admits) in Table) options.AddPolicy(name, policy => policy.AddRequirements(new Admits(name, admits)));
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
        });
    }

    private static bool Token(Actor actor, string scope) => actor.Kind is ActorKind.Token && actor.Has(scope);

    private sealed record Admits(string Name, Func<Actor, bool> Test) : IAuthorizationRequirement;

    private sealed class ByActor(IHttpContextAccessor http) : AuthorizationHandler<Admits>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Admits requirement)
        {
            if (http.HttpContext is { } request && request.RequestServices.GetRequiredService<Acting>().Actor is var actor
                && requirement.Test(actor) && (actor.Kind is not ActorKind.Token || MayRead(actor, request.Request, requirement.Name))) context.Succeed(requirement);
            return Task.CompletedTask;
        }

        // A token never decides anything, and reads what is public or lies under the addresses its scopes name.
        private static bool MayRead(Actor token, HttpRequest request, string policy) =>
            HttpMethods.IsGet(request.Method) && (policy is Policy.Anyone || Areas.Any(area => token.Has(area.Scope) && request.Path.StartsWithSegments(area.Path)));
    }
}
