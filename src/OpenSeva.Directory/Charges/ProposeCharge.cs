using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <param name="Id">The proposal, and the charge it becomes when it is confirmed.</param>
public sealed record ProposalId(Guid Id);

/// <summary>An administrator proposes to give a person a post. What could not stand today is refused at once; the book stays untouched.</summary>
internal sealed class ProposeCharge(Work work, IAccounts accounts, Acting acting, TimeProvider clock)
{
    public async Task<ProposalId> Of(Guid post, ChargeRequest request, CancellationToken ct)
    {
        acting.MustBeFresh(clock.Now);
        var person = await accounts.Staff(request.Staff, ct) ?? throw new Refusal("directory.staff-unknown");
        return await work.Run(async (DirectoryDb db, RegisterPen pen) =>
        {
            var proposal = ChargeProposal.Make(post, person.Name, request, acting.Actor.Id!.Value, clock.Now);
            await pen.Try(
                request.Reason,
                book => book.Ever(PostEntry.Of(post)) is null
                    ? throw new Refusal("request.not-found")
                    : [Line.State(proposal.Entry(clock.Today), request.From ?? clock.Today)],
                ct);
            var waiting = await db.Proposals.AsNoTracking().Where(row => row.State == ProposalState.Waiting && row.Post == post).ToListAsync(ct);
            if (waiting.Exists(proposal.IsSame)) throw new Refusal("directory.proposal-there");
            db.Proposals.Add(proposal);
            return new ProposalId(proposal.Id);
        }, ct);
    }
}
