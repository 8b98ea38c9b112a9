using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Payments.Attempts;

/// <summary>The payer asks whether the money has arrived: the gateway is asked now instead of at reconciliation's next turn.</summary>
internal sealed class CheckPayments(PaymentsDb db, Acting acting, AskGateway ask, TimeProvider clock)
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(3);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/demands/{id:guid}/checks", Post)
        .WithSummary("Ask the gateway now whether a demand was paid")
        .RequireAuthorization(Policy.Citizen);

    private static async Task<Results<NoContent, NotFound>> Post(Guid id, CheckPayments check, CancellationToken ct) =>
        await check.Check(id, ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <returns>False when there is no such demand of this payer.</returns>
    public async Task<bool> Check(Guid demandId, CancellationToken ct)
    {
        var payer = acting.Actor.CitizenId;
        if (!await db.Demands.AnyAsync(d => d.Id == demandId && d.Payer == payer, ct)) return false;
        var since = clock.Now - Recent;
        var orders = await db.Payments
            .Where(p => p.DemandId == demandId && p.StartedAt > since && p.State != PaymentState.Paid && p.State != PaymentState.Refunded)
            .Select(p => new { p.Gateway, p.Order }).Distinct().ToListAsync(ct);
        foreach (var order in orders) await ask.About(order.Gateway, order.Order, ct);
        return true;
    }
}
