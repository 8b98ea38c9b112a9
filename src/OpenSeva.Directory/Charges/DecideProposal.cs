using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <param name="Reason">Why it is turned down; a confirmed one keeps the reason it was proposed with.</param>
public sealed record ProposalDecision(bool Confirm, [StringLength(Change.LongestReason)] string? Reason = null);

/// <summary>Another administrator confirms a proposed charge, which then holds, or turns it down, and nothing changes.</summary>
internal sealed class DecideProposal(Work work, LiveDirectory live, IAccounts accounts, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/proposals/{id:guid}/decision", Post)
        .RequireAuthorization(Policy.Administrator)
        .WithSummary("Confirm or turn down what another administrator proposed");

    private static async Task<NoContent> Post(Guid id, ProposalDecision request, DecideProposal decide, CancellationToken ct)
    {
        await decide.On(id, request, ct);
        return TypedResults.NoContent();
    }

    public async Task On(Guid id, ProposalDecision decision, CancellationToken ct)
    {
        acting.MustBeFresh(clock.Now);
        var me = acting.Actor.Id!.Value;
        await work.Run(async (DirectoryDb db, RegisterPen pen) =>
        {
            var proposal = await db.Proposals.SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw new Refusal("request.not-found");
            if (!decision.Confirm) proposal.TurnDown(decision.Reason, me, clock.Now);
            else if (proposal.Confirm(me, clock.Now)) await Write(pen, proposal, ct);
            return proposal.Id;
        }, ct);
        live.Expire();
    }

    // The book may have moved on since it was proposed: everything is looked at again, with the eyes of who confirms.
    private async Task Write(RegisterPen pen, ChargeProposal proposal, CancellationToken ct)
    {
        // Two administrators: one who has been relieved of the power since does not count.
        if (!await accounts.HasPower(proposal.ProposedBy, Grant.Administrator, ct)) throw new Refusal("directory.proposer-gone");
        if (await accounts.Staff(proposal.Staff, ct) is null) throw new Refusal("directory.staff-unknown");
        var charge = proposal.Entry(clock.Today);
        await pen.Write(proposal.Reason, _ => [Line.State(charge, charge.From)], ct, confirmed: true);
    }
}
