using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Accounts;

/// <summary>The table of contents of the room.</summary>
public static class AccountsModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddAccounts() => services;
    }

    extension(IEndpointRouteBuilder routes)
    {
        public void MapAccounts()
        {
        }
    }
}
