using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

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
            .AddScoped<IDemoStep, DemoDirectory>()
            .AddSingleton(new UnitField(typeof(UnitLists)))
            .AddHandler<HolidayDeclared, LookAgain>()
            .AddHandler<HolidayWithdrawn, LookAgain>();
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapDirectory() => routes;
    }
}
