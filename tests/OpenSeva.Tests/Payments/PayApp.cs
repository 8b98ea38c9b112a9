using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Payments;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Gateways;
using OpenSeva.Payments.Refunds;
using OpenSeva.Payments.Sandbox;

namespace OpenSeva.Tests.Payments;

/// <summary>The program with its sandbox gateway, which reaches it as it would over the wire.</summary>
public class PayApp : SevaApp
{
    protected override void Adjust(WebApplicationBuilder builder)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton(Settings));
        // Generous: a busy machine is no slow gateway.
        builder.Services.AddHttpClient(SandboxCourier.Client, client => client.Timeout = TimeSpan.FromMinutes(2))
            .ConfigurePrimaryHttpMessageHandler(services => ((TestServer)services.GetRequiredService<IServer>()).CreateHandler());
    }

    internal virtual PaymentsSettings Settings => new() { Sandbox = new() { Enabled = true } };

    internal static Actor Citizen(Guid id) => new(ActorKind.Citizen, id, null, null, []);

    internal async Task<DemandCard> Demand(Guid payer, long paise = 15_00, Guid? reference = null, string department = "REV")
    {
        var thing = reference ?? Guid.CreateVersion7();
        return await Run(services => services.GetRequiredService<IPayments>().Demand(
            new(thing, $"case/{thing:N}", payer, "income-certificate", department, new LocalText("Income certificate"), $"/applications/{thing}",
                [new DemandLine("application-fee", "0070-60-800-96", new LocalText("Application fee"), new Money(paise), new LocalText("Same for everybody"))]),
            default));
    }

    internal async Task<DemandCard> Card(DemandCard demand) => (await Read(services => services.GetRequiredService<IPayments>().Of(demand.Reference, default)))!;

    internal Task<StartedPayment?> Start(DemandCard demand, Guid payer) =>
        Read(services => services.GetRequiredService<StartPayment>().Start(demand.Id, default), Citizen(payer));

    internal Task<Outcome> Hear(Guid order, string? transaction, NewsKind kind, long paise, string? message = null) =>
        Read(services => services.GetRequiredService<HearGateway>().Hear(SandboxGateway.Id, new(order, transaction, kind, new Money(paise)), message, default));

    /// <summary>A choice on the sandbox's page.</summary>
    internal Task<string?> Choose(Guid order, SandboxChoice choice) =>
        Read(services => services.GetRequiredService<ChooseOutcome>().Choose(order, choice, default));

    internal Task Job<T>() where T : IJob => Read(async services =>
    {
        await services.GetRequiredService<T>().Run(default);
        return true;
    });

    /// <summary>Refunds are asked for, and the gateway's answers arrive.</summary>
    internal async Task SettleRefunds()
    {
        await Job<SendRefunds>();
        await Job<RunSandbox>();
    }

    internal Task<List<PaymentState>> States(DemandCard demand) => Read(services => services.GetRequiredService<PaymentsDb>()
        .Payments.Where(p => p.DemandId == demand.Id && p.HeardAt != null).OrderBy(p => p.StartedAt).ThenBy(p => p.Id).Select(p => p.State).ToListAsync());

    internal Task<byte[]> Secret() => Services.GetRequiredService<SandboxKey>().Read(default);

    internal async Task<HttpResponseMessage> Webhook(WebhookMessage message, DateTimeOffset? signedAt = null, byte[]? secret = null, byte[]? sent = null)
    {
        var body = message.Write();
        var key = secret ?? await Secret();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/payments/webhooks/sandbox");
        request.Content = new ByteArrayContent(sent ?? body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(body, key, signedAt ?? Clock.Now));
        return await Client().SendAsync(request);
    }

    internal static WebhookMessage Message(Guid order, string transaction, NewsKind kind, long paise, string? id = null) =>
        new(id ?? Guid.CreateVersion7().ToString("N"), order.ToString(), transaction, WebhookMessage.Word(kind), paise, "INR");
}
