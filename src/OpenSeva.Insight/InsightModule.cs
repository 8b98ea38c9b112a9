using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Insight;

/// <summary>The table of contents of the room.</summary>
public static class InsightModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddInsight() => services;
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapInsight() => routes;
    }
}
