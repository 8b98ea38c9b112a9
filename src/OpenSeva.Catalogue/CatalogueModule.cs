using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Catalogue;

/// <summary>The table of contents of the room.</summary>
public static class CatalogueModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddCatalogue() => services
            .AddWords(typeof(ServiceReader).Assembly);
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapCatalogue() => routes;
    }
}
