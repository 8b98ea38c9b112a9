using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;
using OpenSeva.Payments.Gateways;

namespace OpenSeva.Payments.Attempts;

/// <summary>A gateway tells us what happened. Believed only when signed with the agreed key, now; answered the same however often it comes.</summary>
internal sealed partial class ReceiveWebhook(HearGateway hear, GatewayList gateways, Acting acting, TimeProvider clock, ILogger<ReceiveWebhook> log)
{
    private const int MostBytes = 64 * 1024;
    private static readonly Meter Meter = new("OpenSeva.Payments");
    private static readonly Counter<long> Rejected = Meter.CreateCounter<long>("openseva.payments.webhooks.rejected");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/webhooks/{gateway}", Post)
        .Accepts<WebhookMessage>("application/json")
        .WithSummary("A payment gateway tells what happened")
        .RequireAuthorization(Policy.Anyone);

    [Keyless]
    private static Task<Results<Ok<WebhookAnswer>, NotFound, UnauthorizedHttpResult, BadRequest>> Post(
        string gateway, HttpRequest request, ReceiveWebhook webhook, CancellationToken ct) => webhook.Receive(gateway, request, ct);

    private async Task<Results<Ok<WebhookAnswer>, NotFound, UnauthorizedHttpResult, BadRequest>> Receive(string gateway, HttpRequest request, CancellationToken ct)
    {
        if (gateways.Find(gateway) is not { } sender) return TypedResults.NotFound();
        var body = await Body(request, ct);
        var fault = await sender.WebhookSecret(ct) is { } secret
            ? WebhookSignature.Fault(request.Headers[WebhookSignature.Header], body, secret, clock.Now)
            : "no-secret";
        if (fault is not null)
        {
            Rejected.Add(1, new("gateway", sender.Name), new("fault", fault));
            LogRejected(sender.Name, fault);
            return TypedResults.Unauthorized();
        }

        if (WebhookMessage.Read(body) is not { News: { } news } message) return TypedResults.BadRequest();
        // The gateway is believed: what follows is the system's act.
        acting.Actor = Actor.System;
        return TypedResults.Ok(new WebhookAnswer(await hear.Hear(sender.Name, news, message.Id, ct)));
    }

    private static async Task<byte[]> Body(HttpRequest request, CancellationToken ct)
    {
        var body = new MemoryStream();
        var buffer = new byte[8 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MostBytes) throw new BadHttpRequestException("The message is larger than 64 KiB.", StatusCodes.Status413PayloadTooLarge);
        }

        return body.ToArray();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message in the name of {Gateway} was rejected: {Fault}")]
    private partial void LogRejected(string gateway, string fault);
}

internal sealed record WebhookAnswer(Outcome Outcome);
