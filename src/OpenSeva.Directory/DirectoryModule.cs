using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Directory;

/// <summary>The table of contents of the room.</summary>
public static class DirectoryModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddDirectory() => services;
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapDirectory() => routes;
    }
}
