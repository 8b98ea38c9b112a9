using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Payments.Gateways;

namespace OpenSeva.Payments.Attempts;

/// <param name="PayUrl">Page of the gateway on which the payer goes on.</param>
public sealed record StartedPayment(Guid Payment, Uri PayUrl);

/// <summary>The payer goes to the gateway. Every try is an attempt of its own; money that comes twice goes back.</summary>
internal sealed partial class StartPayment(Work work, Acting acting, GatewayList gateways, Settings settings, TimeProvider clock, ILogger<StartPayment> log)
{
    private const int MostPerHour = 20;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/demands/{id:guid}/payments", Post)
        .WithSummary("Begin to pay a demand; the answer names the gateway's page")
        .RequireAuthorization(Policy.Citizen);

    private static async Task<Results<Ok<StartedPayment>, NotFound>> Post(Guid id, StartPayment start, CancellationToken ct) =>
        await start.Start(id, ct) is { } started ? TypedResults.Ok(started) : TypedResults.NotFound();

    /// <returns>Null when there is no such demand of this payer.</returns>
    public async Task<StartedPayment?> Start(Guid demandId, CancellationToken ct)
    {
        var gateway = gateways.Current ?? throw new Refusal("payment.no-gateway");
        var begun = await work.Run((PaymentsDb db) => Begin(db, demandId, gateway.Name, ct), ct);
        if (begun.Payment is not { } payment) return null;

        try
        {
            var back = new Uri(settings.PublicUrl, $"/pay/{demandId}");
            return new(payment, await gateway.Begin(new(payment, begun.Amount, begun.Title, back, Languages.Current), ct));
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            // The attempt stays: if the gateway did open it, reconciliation will learn so.
            LogAway(gateway.Name, error.GetType().Name);
            throw new Refusal("payment.gateway-away");
        }
    }

    private async Task<Begun> Begin(PaymentsDb db, Guid demandId, string gateway, CancellationToken ct)
    {
        var payer = acting.Actor.CitizenId;
        var reference = await db.Demands.Where(d => d.Id == demandId && d.Payer == payer).Select(d => (Guid?)d.Reference).SingleOrDefaultAsync(ct);
        if (reference is null) return new(null, Money.Zero, "");

        await db.Turn(reference.Value, ct);
        var demand = await db.Demands.SingleAsync(d => d.Id == demandId, ct);
        var anHourAgo = clock.Now.AddHours(-1);
        if (await db.Payments.CountAsync(p => p.DemandId == demandId && p.StartedAt > anHourAgo, ct) >= MostPerHour) throw new Refusal("request.too-many");
        var payment = Payment.Start(demand, gateway, clock.Now);
        db.Payments.Add(payment);
        return new(payment.Order, demand.Total, demand.Title.ToString());
    }

    private sealed record Begun(Guid? Payment, Money Amount, string Title);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway {Gateway} did not open an order: {Kind}")]
    private partial void LogAway(string gateway, string kind);
}
