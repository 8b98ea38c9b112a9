using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Cases;

/// <summary>The table of contents of the room.</summary>
public static class CasesModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddCases() => services;
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapCases() => routes;
    }
}
