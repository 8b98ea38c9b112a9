using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Clock;

/// <summary>The table of contents of the room.</summary>
public static class ClockModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddClock() => services;
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapClock() => routes;
    }
}
