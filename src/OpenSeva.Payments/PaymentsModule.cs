using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Payments;

/// <summary>The table of contents of the room.</summary>
public static class PaymentsModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddPayments() => services;
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapPayments() => routes;
    }
}
