using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenSeva.Kernel;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Gateways;

namespace OpenSeva.Payments.Sandbox;

/// <summary>Carries the sandbox's messages to the office over HTTP, signed, again and again until they are answered; lets late banks say yes.</summary>
internal sealed partial class SandboxCourier(
    IServiceScopeFactory scopes, IHttpClientFactory clients, SandboxKey key, IServiceProvider services, Settings installation, PaymentsSettings settings,
    TimeProvider clock, ILogger<SandboxCourier> log)
{
    public const string Client = "sandbox-gateway";
    private const int MostAttempts = 8;

    public async Task Round(CancellationToken ct)
    {
        // The sandbox acts in its own name, whoever pressed its button.
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PaymentsDb>();
        var work = scope.ServiceProvider.GetRequiredService<Work>();
        var now = clock.Now;
        if (await db.SandboxPayments.AnyAsync(payment => payment.SucceedsAt <= now, ct)) await work.Run((PaymentsDb sandbox) => LetLateOnesSucceed(sandbox, now, ct), ct);
        foreach (var webhook in await db.SandboxWebhooks.Where(w => w.NextAt <= now).OrderBy(w => w.Id).Take(100).ToListAsync(ct))
        {
            var delivered = await Deliver(webhook.Body, ct);
            await work.Run(async (PaymentsDb sandbox) =>
            {
                var row = await sandbox.SandboxWebhooks.SingleAsync(w => w.Id == webhook.Id, ct);
                row.Attempts++;
                row.NextAt = delivered || row.Attempts >= MostAttempts ? null : clock.Now + TimeSpan.FromSeconds(Math.Pow(2, row.Attempts));
                return true;
            }, ct);
        }
    }

    private static async Task<int> LetLateOnesSucceed(PaymentsDb db, DateTimeOffset now, CancellationToken ct)
    {
        var late = await db.SandboxPayments.Where(payment => payment.SucceedsAt <= now).ToListAsync(ct);
        foreach (var payment in late)
        {
            (payment.State, payment.SucceedsAt) = (NewsKind.Succeeded, null);
            db.SandboxWebhooks.Add(SandboxGateway.Message(payment, now));
        }

        return late.Count;
    }

    private async Task<bool> Deliver(byte[] body, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address(), $"/api/v1/payments/webhooks/{SandboxGateway.Id}"));
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            var secret = await key.Read(ct);
            request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(body, secret, clock.Now));
            using var response = await clients.CreateClient(Client).SendAsync(request, ct);
            return response.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            LogUndelivered(error.GetType().Name);
            return false;
        }
    }

    // A process without a web role asks by the public address; one that listens knows its own.
    private Uri Address()
    {
        if (settings.Sandbox.Address is { } given) return given;
        var own = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(address => address.StartsWith("http://", StringComparison.Ordinal));
        return own is null ? installation.PublicUrl : new Uri(own.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "127.0.0.1", StringComparison.Ordinal));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sandbox could not deliver a message: {Kind}")]
    private partial void LogUndelivered(string kind);
}

/// <summary>The sandbox's own clockwork.</summary>
internal sealed class RunSandbox(SandboxCourier courier, GatewayList gateways) : IJob
{
    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public Task Run(CancellationToken ct) => gateways.Find(SandboxGateway.Id) is null ? Task.CompletedTask : courier.Round(ct);
}
