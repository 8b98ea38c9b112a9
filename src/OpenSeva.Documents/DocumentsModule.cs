using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Documents;

/// <summary>The table of contents of the room.</summary>
public static class DocumentsModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddDocuments() => services;
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapDocuments() => routes;
    }
}
