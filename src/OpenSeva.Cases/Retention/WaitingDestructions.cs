using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Retention;

/// <param name="IsMine">Proposed by whoever asks: another has to confirm it.</param>
public sealed record DestructionAnswer(Guid Id, Guid Case, string Number, string Service, string Order, Guid ProposedBy, DateTimeOffset ProposedAt, bool IsMine);

/// <summary>Proposed destructions that wait for a second administrator, oldest first.</summary>
internal sealed class WaitingDestructions(CasesDb db, Acting acting)
{
    public static void Map(IEndpointRouteBuilder retention) => retention
        .MapGet("/destructions", Get).RequireAuthorization(Policy.Administrator)
        .WithSummary("Proposed destructions that wait for a second administrator, oldest first");

    private static async Task<Ok<Page<DestructionAnswer>>> Get(
        WaitingDestructions waiting, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual) =>
        TypedResults.Ok((await waiting.All(ct)).Part(after, limit, proposed => proposed.Id.ToString("N")));

    public async Task<IReadOnlyList<DestructionAnswer>> All(CancellationToken ct)
    {
        var me = acting.Actor.Id;
        return await (
            from proposed in db.Destructions
            where proposed.State == DestructionState.Waiting
            join file in db.Cases on proposed.CaseId equals file.Id
            orderby proposed.ProposedAt, proposed.Id
            select new DestructionAnswer(
                proposed.Id, file.Id, file.Number, file.Service, proposed.Order, proposed.ProposedBy, proposed.ProposedAt, proposed.ProposedBy == me)).ToListAsync(ct);
    }
}
