using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Desk;

/// <summary>The table of contents of the room.</summary>
public static class DeskModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddDesk() => services;
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapDesk() => routes;
    }
}
