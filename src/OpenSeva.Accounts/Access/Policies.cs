using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Access;

/// <summary>What each policy name asks of whoever acts. One table; whatever states no policy is refused.</summary>
internal static class Policies
{
    private static readonly (string Name, Func<Actor, bool> Admits)[] Table =
    [
        (Policy.Anyone, _ => true),
        (Policy.SignedIn, actor => actor.Kind is ActorKind.Citizen or ActorKind.Staff or ActorKind.Token),
        (Policy.Citizen, actor => actor.Kind is ActorKind.Citizen),
        (Policy.Staff, actor => actor.Kind is ActorKind.Staff),
        (Policy.Officer, actor => actor.Kind is ActorKind.Staff && actor.PostId is not null),
        (Policy.Administrator, actor => actor.Kind is ActorKind.Staff && actor.Has(Grant.Administrator)),
        (Policy.DepartmentHead, actor => actor.Kind is ActorKind.Staff && actor.Has(Grant.DepartmentHead)),
        (Policy.Auditor, actor => actor.Kind is ActorKind.Staff && actor.Has(Grant.Auditor)),
    ];

    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, ByActor>();
        return services.AddAuthorization(options =>
        {
            foreach (var (name, admits) in Table) options.AddPolicy(name, policy => policy.AddRequirements(new Admits(admits)));
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
        });
    }

    private sealed record Admits(Func<Actor, bool> Test) : IAuthorizationRequirement;

    private sealed class ByActor(IHttpContextAccessor http) : AuthorizationHandler<Admits>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Admits requirement)
        {
            var acting = http.HttpContext?.RequestServices.GetRequiredService<Acting>();
            if (acting is not null && requirement.Test(acting.Actor)) context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
