using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Catalogue.Popularity;
using OpenSeva.Catalogue.Portal;
using OpenSeva.Catalogue.Versions;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Ui;

namespace OpenSeva.Catalogue;

/// <summary>The table of contents of the room.</summary>
public static class CatalogueModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddCatalogue() => services
            .AddModuleDb<CatalogueDb>()
            .AddWords(typeof(ServiceReader).Assembly)
            .AddSingleton<Shelf>()
            .AddScoped<ICatalogue, CatalogueDesk>()
            .AddScoped<Publication>()
            .AddScoped<ReadVersions>()
            .AddScoped<ConditionWords>()
            .AddScoped<FindServices>()
            .AddScoped<ReadService>()
            .AddScoped<PopularServices>()
            .AddNav(new(NavPlace.Portal, 10, "/services", "catalogue.nav.services"))
            .AddScoped<IDemoStep, DemonstrationServices>()
            .AddHostedService<PublishAtStart>()
            .AddHandler<CaseSubmitted, CountUse>();
    }

    extension(IEndpointRouteBuilder routes)
    {
        public void MapCatalogue()
        {
            var services = routes.MapGroup("/api/v1/services").WithTags("Services");
            FindServices.Map(services, routes.MapGroup("/api/v1/sectors").WithTags("Services"));
            ReadService.Map(services);
            ReadVersions.Map(services);
        }
    }

    public static IEnumerable<Command> Commands(CommandHost host) => [ServiceCommands.Command(host)];
}
