using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Retention;

/// <param name="Cases">All of them, or none: one that may not be destroyed refuses the whole.</param>
/// <param name="Order">The records office's order, or the words that justify it.</param>
public sealed record DestructionRequest(
    [Required, MinLength(1), MaxLength(DestructionRequest.Most)] IReadOnlyList<Guid> Cases, [Required, StringLength(300)] string Order)
{
    public const int Most = 50;
}

/// <summary>An administrator proposes to destroy the records of cases whose retention is over.</summary>
internal sealed class ProposeDestruction(Work work, Acting acting, TimeProvider clock)
{
    internal sealed record Proposed(IReadOnlyList<Guid> Destructions);

    public static void Map(IEndpointRouteBuilder retention) => retention
        .MapPost("/destructions", Post).RequireAuthorization(Policy.Administrator)
        .WithSummary("Propose to destroy the records of cases whose retention is over; another administrator confirms");

    private static async Task<Created<Proposed>> Post(DestructionRequest request, ProposeDestruction propose, CancellationToken ct) =>
        TypedResults.Created("/api/v1/retention/destructions", await propose.Of(request, ct));

    public async Task<Proposed> Of(DestructionRequest request, CancellationToken ct)
    {
        acting.MustBeFresh(clock.Now);
        var by = acting.Actor.Id!.Value;
        return await work.Run(async (CasesDb db, EndedRetention ended) =>
        {
            var proposed = new List<Guid>();
            foreach (var id in request.Cases.Distinct())
            {
                var file = await db.Cases.SingleOrDefaultAsync(one => one.Id == id, ct) ?? throw new Refusal("request.not-found");
                await ended.MustBeOver(file, ct);
                if (await db.Destructions.AnyAsync(one => one.CaseId == id && one.State == DestructionState.Waiting, ct)) throw new Refusal("case.destruction-there", file.Number);
                var destruction = Destruction.Propose(id, request.Order, by, clock.Now);
                db.Destructions.Add(destruction);
                proposed.Add(destruction.Id);
            }

            return new Proposed(proposed);
        }, ct);
    }
}
