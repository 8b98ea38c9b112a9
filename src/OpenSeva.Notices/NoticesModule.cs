using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Notices;

/// <summary>The table of contents of the room.</summary>
public static class NoticesModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddNotices() => services;
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapNotices() => routes;
    }
}
