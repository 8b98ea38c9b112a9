using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Ui;

namespace OpenSeva.Desk;

/// <summary>The table of contents of the room.</summary>
public static class DeskModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddDesk() => services
            .AddModuleDb<DeskDb>()
            .AddScoped<IDesk, Desks>()
            .AddScoped<ClaimItem>()
            .AddScoped<ReadPassed>()
            .AddScoped(sp => new ReadInbox(
                sp.GetRequiredService<DeskDb>(), sp.GetRequiredService<ReadPassed>(), sp.GetRequiredService<IDirectory>(), sp.GetServices<IClaimed>(), sp.GetRequiredService<Acting>(), sp.GetRequiredService<TimeProvider>()))
            .AddHandler<DueChanged, RedateItems>()
            .AddNav(new(NavPlace.Office, 10, "/office/inbox", "desk.nav.inbox", actor => actor.PostId is not null))
            .AddValidation();
    }

    extension(IEndpointRouteBuilder routes)
    {
        public void MapDesk()
        {
            ReadInbox.Map(routes);
            ClaimItem.Map(routes);
        }
    }
}
