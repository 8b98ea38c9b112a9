using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Ui;

namespace OpenSeva.Directory;

/// <summary>The table of contents of the room.</summary>
public static class DirectoryModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddDirectory() => services
            .AddModuleDb<DirectoryDb>()
            .AddSingleton<LiveDirectory>()
            .AddSingleton(sp => DirectorySettings.From(sp.GetRequiredService<Settings>().Configuration))
            .AddScoped<RegisterPen>()
            .AddScoped<Register>()
            .AddScoped<KeepUnit>().AddScoped<KeepDepartment>().AddScoped<KeepOffice>().AddScoped<KeepPost>().AddScoped<Close>().AddScoped<UndoChange>()
            .AddScoped<Seat>().AddScoped<ProposeCharge>().AddScoped<DecideProposal>().AddScoped<WaitingProposals>().AddScoped<Relieve>().AddScoped<NoteAbsence>().AddScoped<DeclareHoliday>().AddScoped<KeepCalendar>()
            .AddScoped<Gaps>()
            .AddNav(new(NavPlace.Office, 90, "/admin/directory", "directory.title", actor => actor.Has(Grant.Administrator)))
            .AddValidation()
            .AddScoped<IDirectory, DirectoryDesk>()
            .AddScoped<IDemoStep, DemoDirectory>()
            .AddSingleton(new UnitField(typeof(UnitLists)))
            .AddHandler<HolidayDeclared, LookAgain>()
            .AddHandler<HolidayWithdrawn, LookAgain>();
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapDirectory()
        {
            var api = routes.MapGroup("/api/v1/directory").WithTags("Directory");
            Reading.Map(api);
            ReadChanges.Map(api);
            KeepUnit.Map(api);
            ReadCharges.Map(api);
            Gaps.Map(api);
            KeepDepartment.Map(api);
            KeepOffice.Map(api);
            KeepPost.Map(api);
            Seat.Map(api);
            WaitingProposals.Map(api);
            DecideProposal.Map(api);
            Relieve.Map(api);
            NoteAbsence.Map(api);
            KeepCalendar.Map(api);
            DeclareHoliday.Map(api);
            Close.Map(api);
            UndoChange.Map(api);
            return routes;
        }
    }

    public static IEnumerable<Command> Commands(CommandHost host) => [CheckCommand.Command(host)];
}
