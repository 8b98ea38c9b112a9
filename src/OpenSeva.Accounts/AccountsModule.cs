using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts.Access;

namespace OpenSeva.Accounts;

/// <summary>The table of contents of the room.</summary>
public static class AccountsModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddAccounts()
        {
            services.AddHttpContextAccessor().AddAuthentication();
            return services.AddPolicies();
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapAccounts() => routes;
    }
}
