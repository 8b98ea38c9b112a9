using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Documents;
using OpenSeva.Contracts.Notices;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Notices.Deliveries;
using OpenSeva.Notices.Demonstration;
using OpenSeva.Notices.Email;
using OpenSeva.Notices.Inbox;
using OpenSeva.Notices.Messages;
using OpenSeva.Notices.Sms;
using OpenSeva.Notices.Telling;
using OpenSeva.Ui;

namespace OpenSeva.Notices;

/// <summary>The table of contents of the room.</summary>
public static class NoticesModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddNotices()
        {
            services.AddModuleDb<NoticesDb>();
            services.AddSingleton(sp => sp.GetRequiredService<Settings>().Configuration.GetSection("notices").Get<NoticesSettings>() ?? new());
            services.AddSingleton<Secrets>().AddSingleton<Wording>().AddScoped<INotices, NoticesDesk>();
            services.AddScoped<ViewInbox>().AddScoped<MarkRead>().AddScoped<IOwnData, OwnMessages>().AddScoped<ViewOutbox>();
            services.AddSingleton<Breakers>().AddScoped<SendDeliveries>().AddSingleton<EmailChannel>().AddSingleton<SmsChannel>();
            services.AddHttpClient(SmsChannel.Client, (sp, client) => client.Timeout = sp.GetRequiredService<NoticesSettings>().Sms.Patience);
            services.AddJob<SendEmail>().AddJob<SendSms>().AddJob<ForgetOld>();
            services.AddScoped<Telling.Telling>()
                .AddHandler<CaseSubmitted, TellOfCases>().AddHandler<CaseMoved, TellOfCases>().AddHandler<ObjectionRaised, TellOfCases>()
                .AddHandler<ObjectionAnswered, TellOfCases>().AddHandler<CaseDecided, TellOfCases>().AddHandler<CaseWithdrawn, TellOfCases>().AddHandler<CaseMessageSent, TellOfCases>().AddHandler<FeeCharged, TellOfCases>()
                .AddHandler<DocumentIssued, TellOfDocuments>().AddHandler<DocumentRevoked, TellOfDocuments>().AddHandler<DocumentSuperseded, TellOfDocuments>()
                .AddHandler<DemandPaid, TellOfPayments>().AddHandler<PaymentRefunded, TellOfPayments>().AddHandler<DemandReversed, TellOfPayments>();
            return services
                .AddNav(new(NavPlace.Portal, 40, "/inbox", "notices.nav.inbox", actor => actor.Kind is ActorKind.Citizen))
                .AddValidation();
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        public void MapNotices()
        {
            var inbox = routes.MapGroup("/api/v1/inbox").WithTags("Inbox");
            ViewInbox.Map(inbox);
            MarkRead.Map(inbox);
        }
    }
}
