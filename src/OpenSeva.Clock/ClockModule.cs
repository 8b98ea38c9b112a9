using System.CommandLine;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Clock;

/// <summary>The table of contents of the room.</summary>
public static class ClockModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddClock() => services
            .AddModuleDb<ClockDb>()
            .AddSingleton<DayTables>()
            .AddScoped<IClock, Clocks>()
            .AddScoped(sp => new Explain(
                sp.GetRequiredService<IClock>(), sp.GetRequiredService<ICases>(), sp.GetRequiredService<ICatalogue>(), sp.GetRequiredService<Acting>()))
            .AddSingleton(new ClockPanel(typeof(ClockFacts)))
            .AddHandler<HolidayDeclared, RecountAfterHoliday>()
            .AddHandler<HolidayWithdrawn, RecountAfterHoliday>();
    }

    extension(IEndpointRouteBuilder routes)
    {
        public void MapClock() => Explain.Map(routes);
    }

    public static IEnumerable<Command> Commands(CommandHost host) => [ClockCommands.Command(host)];
}
