using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <param name="From">First day; the day on which it is confirmed when left out.</param>
/// <param name="IsMine">Proposed by whoever asks: another has to confirm it.</param>
public sealed record ProposalAnswer(
    Guid Id, Guid Post, Guid Staff, string Name, ChargeKind As, DateOnly? From, DateOnly? Until, string Reason, Guid ProposedBy, DateTimeOffset ProposedAt, bool IsMine);

/// <summary>Proposed charges that wait for a second administrator, oldest first.</summary>
internal sealed class WaitingProposals(DirectoryDb db, Acting acting)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/proposals", Get)
        .RequireAuthorization(Policy.Administrator)
        .WithSummary("Proposed charges that wait for a second administrator, oldest first");

    private static async Task<Ok<Page<ProposalAnswer>>> Get(
        WaitingProposals waiting, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual) =>
        TypedResults.Ok((await waiting.All(ct)).Part(after, limit, proposal => proposal.Id.ToString("N")));

    /// <param name="also">One to show even when it was decided meanwhile: a form sent twice finds its page.</param>
    public async Task<IReadOnlyList<ProposalAnswer>> All(CancellationToken ct, Guid? also = null) =>
        [.. (await db.Proposals.AsNoTracking().Where(row => row.State == ProposalState.Waiting || row.Id == also)
            .OrderBy(row => row.ProposedAt).ThenBy(row => row.Id).ToListAsync(ct)).Select(Answer)];

    private ProposalAnswer Answer(ChargeProposal row) => new(
        row.Id, row.Post, row.Staff, row.Name, row.As, row.FromDay, row.UntilDay, row.Reason, row.ProposedBy, row.ProposedAt, row.ProposedBy == acting.Actor.Id);
}
