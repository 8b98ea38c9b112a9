using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Ui;

/// <summary>The look of every page.</summary>
public static class UiModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddUi() => services;
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapUi() => routes;
    }
}
