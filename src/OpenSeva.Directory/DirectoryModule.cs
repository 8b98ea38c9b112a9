using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <summary>The table of contents of the room.</summary>
public static class DirectoryModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddDirectory() => services
            .AddModuleDb<DirectoryDb>()
            .AddSingleton<LiveDirectory>()
            .AddScoped<RegisterPen>()
            .AddScoped<Register>()
            .AddScoped<IDirectory, DirectoryDesk>()
            .AddScoped<IDemoStep, DemoDirectory>();
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapDirectory() => routes;
    }
}
