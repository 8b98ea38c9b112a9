using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Demands;
using OpenSeva.Payments.Gateways;
using OpenSeva.Payments.Receipts;
using OpenSeva.Payments.Refunds;
using OpenSeva.Payments.Sandbox;

namespace OpenSeva.Payments;

/// <summary>The table of contents of the room.</summary>
public static class PaymentsModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddPayments()
        {
            services.AddModuleDb<PaymentsDb>();
            services.AddSingleton(sp => sp.GetRequiredService<Settings>().Configuration.GetSection("payments").Get<PaymentsSettings>() ?? new());
            services.AddScoped<IPayments, PaymentsDesk>().AddScoped<IOwnData, OwnPayments>();
            services.AddScoped<ViewDemand>().AddScoped<StartPayment>().AddScoped<CheckPayments>().AddScoped<ViewReceipt>();
            services.AddScoped<HearGateway>().AddScoped<ReceiveWebhook>().AddSingleton<AskGateway>();
            services.AddScoped<GatewayList>().AddScoped<IGateway, HttpGateway>().AddScoped<IGateway, SandboxGateway>();
            services.AddSingleton<SandboxKey>().AddSingleton<SandboxCourier>().AddScoped<ChooseOutcome>().AddScoped<ISandboxPayer, SandboxPayer>();
            services.AddHttpClient(HttpGateway.Client, client => client.Timeout = TimeSpan.FromSeconds(10));
            services.AddHttpClient(SandboxCourier.Client, client => client.Timeout = TimeSpan.FromSeconds(5));
            return services.AddJob<Reconcile>().AddJob<SendRefunds>().AddJob<RunSandbox>().AddValidation();
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        public void MapPayments()
        {
            var payments = routes.MapGroup("/api/v1/payments").WithTags("Payments");
            ViewDemand.Map(payments);
            StartPayment.Map(payments);
            CheckPayments.Map(payments);
            ViewReceipt.Map(payments);
            ReceiveWebhook.Map(payments);
        }
    }
}
