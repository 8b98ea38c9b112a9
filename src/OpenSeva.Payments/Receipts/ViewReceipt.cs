using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Payments.Demands;

namespace OpenSeva.Payments.Receipts;

/// <param name="VoidedAt">When the money went back.</param>
public sealed record ReceiptView(
    string Number, DateTimeOffset At, string Department, string Title, Money Amount, IReadOnlyList<DemandLineView> Lines, string? Transaction, DateTimeOffset? VoidedAt)
{
    /// <summary>Name of the citizen who paid.</summary>
    public string? Payer { get; init; }

    /// <summary>Number of the application it was paid for; null until that is sent.</summary>
    public string? Application { get; init; }
}

/// <summary>The receipt of a paid demand, for the payer and for officers who may read the application.</summary>
internal sealed class ViewReceipt(PaymentsDb db, ViewDemand demands, IDirectory directory, IAccounts accounts, ICases cases)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/demands/{id:guid}/receipt", Get)
        .WithSummary("The receipt of a paid demand")
        .RequireAuthorization(Policy.SignedIn);

    private static async Task<Results<Ok<ReceiptView>, NotFound>> Get(Guid id, ViewReceipt view, CancellationToken ct) =>
        await view.View(id, ct) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound();

    /// <returns>The newest receipt; null when there is none, or the actor may not see it.</returns>
    public async Task<ReceiptView?> View(Guid demandId, CancellationToken ct)
    {
        if (await db.Demands.SingleOrDefaultAsync(d => d.Id == demandId, ct) is not { } demand || !await demands.MaySee(demand, ct)) return null;
        var found = await db.Receipts.Where(r => r.DemandId == demandId)
            .Join(db.Payments, r => r.PaymentId, p => p.Id, (r, p) => new { Receipt = r, p.Transaction })
            .OrderByDescending(pair => pair.Receipt.At).FirstOrDefaultAsync(ct);
        if (found is null) return null;
        var department = (await directory.Departments(ct)).FirstOrDefault(known => known.Code == demand.Department)?.Name.ToString() ?? demand.Department;
        return new(
            found.Receipt.Number, found.Receipt.At, department, demand.Title.ToString(), found.Receipt.Amount,
            [.. demand.Lines.Select(line => new DemandLineView(line.Head, line.Account, line.Label.ToString(), line.Amount, line.Reason?.ToString()))],
            found.Transaction, found.Receipt.VoidedAt)
        {
            Payer = (await accounts.Citizen(demand.Payer, ct))?.Name,
            Application = CaseCard.IdOf(demand.Thread) is { } file ? (await cases.Case(file, ct))?.Number : null,
        };
    }
}
