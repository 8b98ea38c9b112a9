using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Gateways;

namespace OpenSeva.Payments.Demands;

/// <param name="State">open, paid or replaced.</param>
/// <param name="Pending">A bank is still thinking about at least one attempt.</param>
/// <param name="Upi">Link that opens a payment app; null once paid.</param>
public sealed record DemandView(
    Guid Id, string State, string Title, Money Total, IReadOnlyList<DemandLineView> Lines, DateTimeOffset AskedAt, DateTimeOffset? PaidAt,
    string? ReceiptNumber, string ReturnPath, bool Pending, bool MayPay, bool IsSandbox, string? Upi, IReadOnlyList<AttemptView> Attempts);

public sealed record DemandLineView(string Head, string Account, string Label, Money Amount, string? Reason);

/// <param name="State">started, pending, failed, lapsed, paid, surplus, refunding or refunded.</param>
public sealed record AttemptView(DateTimeOffset At, string State, Money Amount);

/// <summary>What is owed, why, and how far paying it has come. For the payer, and for officers who may read the application.</summary>
internal sealed class ViewDemand(PaymentsDb db, Acting acting, ICases cases, GatewayList gateways)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/demands/{id:guid}", Get)
        .WithSummary("What is owed, its heads and reasons, and the attempts to pay it")
        .RequireAuthorization(Policy.SignedIn);

    private static async Task<Results<Ok<DemandView>, NotFound>> Get(Guid id, ViewDemand view, CancellationToken ct) =>
        await view.View(id, ct) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound();

    /// <returns>Null when there is none, or the actor may not see it: nobody learns which.</returns>
    public async Task<DemandView?> View(Guid id, CancellationToken ct)
    {
        if (await db.Demands.SingleOrDefaultAsync(d => d.Id == id, ct) is not { } demand || !await MaySee(demand, ct)) return null;
        var attempts = await db.Payments.Where(p => p.DemandId == id).ToListAsync(ct);
        var gateway = gateways.Current;
        var mayPay = demand.IsOpen && gateway is not null && IsPayer(demand);
        return new(
            demand.Id, demand.State.ToString().ToLowerInvariant(), demand.Title.ToString(), demand.Total,
            [.. demand.Lines.Select(line => new DemandLineView(line.Head, line.Account, line.Label.ToString(), line.Amount, line.Reason?.ToString()))],
            demand.AskedAt, demand.PaidAt, demand.ReceiptNumber, demand.ReturnPath,
            Pending: demand.IsOpen && attempts.Exists(p => p.State is PaymentState.Pending),
            mayPay, gateway?.IsSandbox is true,
            mayPay && gateway!.Upi is { } payee ? UpiLink.For(payee, demand) : null,
            [.. attempts.Where(p => p.HeardAt is not null).OrderBy(p => p.StartedAt)
                .Select(p => new AttemptView(p.StartedAt, p.State.ToString().ToLowerInvariant(), p.Received == Money.Zero ? p.Amount : p.Received))]);
    }

    public async Task<bool> MaySee(Demand demand, CancellationToken ct) =>
        IsPayer(demand) || (acting.Actor.Kind is ActorKind.Staff or ActorKind.Token && CaseCard.IdOf(demand.Thread) is { } file && await cases.MayRead(file, acting.Actor, ct));

    private bool IsPayer(Demand demand) => acting.Actor is { Kind: ActorKind.Citizen, Id: { } id } && id == demand.Payer;
}
