using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Clock;
using OpenSeva.Insight.Counting;
using OpenSeva.Insight.Dashboard;
using OpenSeva.Insight.Facts;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Ui;

namespace OpenSeva.Insight;

/// <summary>The table of contents of the room.</summary>
public static class InsightModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddInsight() => services
            .AddModuleDb<InsightDb>()
            .AddScoped<Count>().AddScoped<Rebuild>().AddScoped<Board>().AddScoped<CountedCases>()
            .AddJob<CountAgain>()
            .AddHandler<CaseSubmitted, HearCases>()
            .AddHandler<CaseMoved, HearCases>()
            .AddHandler<CaseTakenOver, HearCases>()
            .AddHandler<ObjectionRaised, HearCases>()
            .AddHandler<ObjectionAnswered, HearCases>()
            .AddHandler<ObjectionEnded, HearCases>()
            .AddHandler<CaseDecided, HearCases>()
            .AddHandler<CaseWithdrawn, HearCases>()
            .AddHandler<ClockMoved, HearCases>()
            .AddHandler<DueChanged, HearCases>()
            .AddNav(new(NavPlace.Office, 60, "/office/insight", "insight.nav", actor => actor.Kind is ActorKind.Staff && actor.Has(Grant.DepartmentHead)));
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapInsight()
        {
            var api = routes.MapGroup("/api/v1/insight").RequireAuthorization(Policy.DepartmentHead).WithTags("Insight");
            Board.Map(api);
            CountedCases.Map(api);
            return routes;
        }
    }

    public static IEnumerable<Command> Commands(CommandHost host) =>
        [new Command("insight", "The dashboard's numbers") { Rebuild.Command(host) }];
}
