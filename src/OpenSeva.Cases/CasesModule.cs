using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases.Audit;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Charges;
using OpenSeva.Cases.Clearances;
using OpenSeva.Cases.Corrections;
using OpenSeva.Cases.Decisions;
using OpenSeva.Cases.Demo;
using OpenSeva.Cases.Drafts;
using OpenSeva.Cases.Export;
using OpenSeva.Cases.Fees;
using OpenSeva.Cases.Messages;
using OpenSeva.Cases.Objections;
using OpenSeva.Cases.Questions;
using OpenSeva.Cases.Retention;
using OpenSeva.Cases.Submission;
using OpenSeva.Cases.Tracking;
using OpenSeva.Cases.Web;
using OpenSeva.Cases.Withdrawal;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Directory;
using OpenSeva.Contracts.Documents;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Ui;

namespace OpenSeva.Cases;

/// <summary>The table of contents of the room.</summary>
public static class CasesModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddCases() => services
            .AddModuleDb<CasesDb>()
            .AddScoped<ICases, CasesContract>()
            .AddScoped<StartDraft>().AddScoped<SavePage>().AddScoped<DraftDocuments>().AddScoped<DraftFiles>().AddScoped<IUseUploads, DraftFiles>().AddScoped<Checking>().AddScoped<AnswerWords>()
            .AddScoped<Send>().AddScoped<Filing>().AddScoped<Routing>().AddHandler<DemandPaid, SendPaid>()
            .AddHandler<DemandReversed, FollowFee>().AddHandler<DemandPaid, FollowFee>().AddScoped<FeeDesk>().AddScoped<NoteFee>()
            .AddScoped<TakeInHand>().AddScoped<Decide>().AddScoped<Acts>().AddScoped<Beginning>().AddScoped<PullBack>().AddScoped<AfterAct>().AddScoped<DaysLeft>()
            .AddScoped<ChargeFee>().AddScoped<CallOffCharge>().AddHandler<DemandPaid, FollowCharge>().AddHandler<DemandReversed, FollowCharge>()
            .AddScoped<IClaimed, FollowDesk>().AddScoped<IWhereabouts, CaseWhereabouts>().AddHandler<DueChanged, FollowClock>()
            .AddHandler<HolidayDeclared, FollowHolidays>().AddHandler<HolidayWithdrawn, FollowHolidays>()
            .AddScoped<Objecting>().AddScoped<AnswerObjection>().AddScoped<EndObjection>()
            .AddScoped<ClearanceLimits>().AddScoped<AskClearances>().AddScoped<AnswerClearance>()
            .AddScoped<WriteMessage>().AddScoped<Withdraw>().AddScoped<AskCorrection>()
            .AddScoped<ReadDrafts>().AddScoped<LeaveDraft>().AddScoped<GoOn>().AddScoped<ReadCase>().AddScoped<OpenCase>().AddScoped<ListCases>()
            .AddScoped<Track>().AddScoped<TrackView>().AddJob<ForgetTries>()
            .AddScoped<ReadAudit>().AddScoped<ExportOwn>().AddScoped<IOwnData, OwnApplications>()
            .AddScoped<EndedRetention>().AddScoped<ProposeDestruction>().AddScoped<DecideDestruction>().AddScoped<WaitingDestructions>()
            .AddScoped<IDemoStep, DemoApplications>()
            .AddNav(new(NavPlace.Portal, 20, "/applications", "cases.nav.mine", actor => actor.Kind is ActorKind.Citizen))
            .AddNav(new(NavPlace.Portal, 30, "/track", "cases.nav.track"))
            .AddNav(new(NavPlace.Office, 15, "/office/cases", "cases.nav.find", actor => actor.Has(Grant.Auditor)))
            .AddNav(new(NavPlace.Office, 91, "/admin/retention", "cases.nav.retention", actor => actor.Has(Grant.Administrator)))
            .AddValidation();
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapCases()
        {
            var drafts = routes.MapGroup("/api/v1/drafts").WithTags("Drafts").AddEndpointFilter<RouteGroupBuilder, WrongAnswersFilter>();
            StartDraft.Map(drafts);
            ReadDrafts.Map(drafts);
            LeaveDraft.Map(drafts);
            SavePage.Map(drafts);
            DraftDocuments.Map(drafts);
            Send.Map(drafts);

            var cases = routes.MapGroup("/api/v1/cases").WithTags("Cases").AddEndpointFilter<RouteGroupBuilder, WrongAnswersFilter>();
            ListCases.Map(cases);
            ReadCase.Map(cases);
            Decide.Map(cases);
            AnswerObjection.Map(cases);
            EndObjection.Map(cases);
            PullBack.Map(cases);
            AnswerClearance.Map(cases);
            NoteFee.Map(cases);
            CallOffCharge.Map(cases);
            WriteMessage.Map(cases);
            Withdraw.Map(cases);
            AskCorrection.Map(cases);
            ReadAudit.Map(cases);

            GoOn.Map(routes);
            Track.Map(routes);
            ExportOwn.Map(routes);
            var retention = routes.MapGroup("/api/v1/retention").WithTags("Cases");
            EndedRetention.Map(retention);
            ProposeDestruction.Map(retention);
            WaitingDestructions.Map(retention);
            DecideDestruction.Map(retention);
            return routes;
        }
    }
}
