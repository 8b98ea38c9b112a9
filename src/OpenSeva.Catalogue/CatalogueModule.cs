using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Catalogue;

/// <summary>The table of contents of the room.</summary>
public static class CatalogueModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddCatalogue() => services;
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapCatalogue() => routes;
    }
}
