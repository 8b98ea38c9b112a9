using System.ComponentModel.DataAnnotations;
using System.Globalization;
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
        TypedResults.Ok(await waiting.Some(after, limit, ct));

    public Task<int> Count(CancellationToken ct) => db.Proposals.CountAsync(row => row.State == ProposalState.Waiting, ct);

    public async Task<Page<ProposalAnswer>> Some(string? after, int limit, CancellationToken ct)
    {
        var waiting = db.Proposals.AsNoTracking().Where(row => row.State == ProposalState.Waiting);
        if (Lists.Read(after, 2) is [var text, var key])
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.Ticks || !Guid.TryParseExact(key, "N", out var id))
                throw Lists.Unknown();
            var at = new DateTimeOffset(ticks, TimeSpan.Zero);
            waiting = waiting.Where(row => row.ProposedAt > at || (row.ProposedAt == at && row.Id.CompareTo(id) > 0));
        }

        var rows = await waiting.OrderBy(row => row.ProposedAt).ThenBy(row => row.Id).Take(limit + 1).ToListAsync(ct);
        return new([.. rows.Take(limit).Select(Answer)], rows.Count > limit ? Place(rows[limit - 1]) : null);
    }

    /// <summary>One of them, also when it was decided meanwhile: a form sent twice finds its page.</summary>
    public async Task<ProposalAnswer?> Find(Guid id, CancellationToken ct) =>
        await db.Proposals.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is { } row ? Answer(row) : null;

    private static string Place(ChargeProposal last) => Lists.Cursor(last.ProposedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), last.Id.ToString("N"));

    private ProposalAnswer Answer(ChargeProposal row) => new(
        row.Id, row.Post, row.Staff, row.Name, row.As, row.FromDay, row.UntilDay, row.Reason, row.ProposedBy, row.ProposedAt, row.ProposedBy == acting.Actor.Id);
}
