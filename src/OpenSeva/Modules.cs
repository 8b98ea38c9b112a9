using System.CommandLine;
using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts;
using OpenSeva.Cases;
using OpenSeva.Catalogue;
using OpenSeva.Clock;
using OpenSeva.Desk;
using OpenSeva.Directory;
using OpenSeva.Documents;
using OpenSeva.Insight;
using OpenSeva.Kernel;
using OpenSeva.Notices;
using OpenSeva.Payments;
using OpenSeva.Ui;

namespace OpenSeva;

/// <summary>The rooms of the house: the one list of them all.</summary>
internal static class Modules
{
    /// <summary>Assemblies that bring pages.</summary>
    public static readonly Assembly[] WithPages =
    [
        typeof(UiModule).Assembly, typeof(DirectoryModule).Assembly, typeof(AccountsModule).Assembly, typeof(CatalogueModule).Assembly,
        typeof(CasesModule).Assembly, typeof(DeskModule).Assembly, typeof(ClockModule).Assembly, typeof(PaymentsModule).Assembly,
        typeof(DocumentsModule).Assembly, typeof(NoticesModule).Assembly, typeof(InsightModule).Assembly,
    ];

    extension(IServiceCollection services)
    {
        public IServiceCollection AddModules() => services
            .AddUi().AddDirectory().AddAccounts().AddCatalogue().AddClock().AddDesk()
            .AddPayments().AddDocuments().AddNotices().AddCases().AddInsight()
            .AddWords(typeof(Modules).Assembly);
    }

    extension(IEndpointRouteBuilder routes)
    {
        public void MapModules()
        {
            routes.MapUi();
            routes.MapDirectory();
            routes.MapAccounts();
            routes.MapCatalogue();
            routes.MapClock();
            routes.MapDesk();
            routes.MapPayments();
            routes.MapDocuments();
            routes.MapNotices();
            routes.MapCases();
            routes.MapInsight();
        }
    }

    public static IEnumerable<Command> Commands(CommandHost host) =>
        [.. AccountsModule.Commands(host), .. DirectoryModule.Commands(host), .. CatalogueModule.Commands(host), .. ClockModule.Commands(host), .. DocumentsModule.Commands(host),
            .. InsightModule.Commands(host)];
}
