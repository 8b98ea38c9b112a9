using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Documents;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Drafts;

/// <summary>The citizen throws a draft away, or takes it back from the pay page to change something.</summary>
internal sealed class LeaveDraft(Work work, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder drafts)
    {
        drafts.MapDelete("/{id:guid}", Delete).RequireAuthorization(Policy.Citizen).WithSummary("Throw an unsent application away, its files too");
        drafts.MapPost("/{id:guid}/reopening", Post).RequireAuthorization(Policy.Citizen).WithSummary("Change something before paying");
    }

    private static async Task<NoContent> Delete(Guid id, LeaveDraft leave, CancellationToken ct)
    {
        await leave.Discard(id, ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Post(Guid id, LeaveDraft leave, CancellationToken ct)
    {
        await leave.Reopen(id, ct);
        return TypedResults.NoContent();
    }

    /// <summary>Answers and files go with it, and what was paid for it goes back.</summary>
    public Task<Guid> Discard(Guid id, CancellationToken ct) => work.Run(async (CasesDb db, ICatalogue catalogue, IPayments payments, IDocuments uploads) =>
    {
        var draft = await Held(db, catalogue, id, ct);
        // Open and paid, it was given back because it could not be sent; its fee goes back with it.
        if (draft.State is DraftState.Open) await payments.Return(id, ct);
        else await Cancel(draft, payments, ct);
        db.Drafts.Remove(draft);
        var files = await uploads.Uploads([.. draft.Files], ct);
        // One given for two applications before that was refused stays with the other.
        var elsewhere = await new DraftFiles(db).Of(draft.CitizenId, id, ct);
        foreach (var file in files.Where(file => file.CaseId is null && file.Owner == draft.CitizenId && !elsewhere.Contains(file.Id))) await uploads.Remove(file.Id, ct);
        return id;
    }, ct);

    public Task<Guid> Reopen(Guid id, CancellationToken ct) => work.Run(async (CasesDb db, ICatalogue catalogue, IPayments payments) =>
    {
        var draft = await Held(db, catalogue, id, ct);
        if (draft.State is DraftState.Open) return id;

        await Cancel(draft, payments, ct);
        draft.Reopen(clock.Now);
        return id;
    }, ct);

    // The draft's row first, then the demand's turn: in the order in which sending takes them.
    private async Task<Draft> Held(CasesDb db, ICatalogue catalogue, Guid id, CancellationToken ct)
    {
        await db.Hold(id, clock.Now, ct);
        return (await db.Own(catalogue, id, acting.Actor, ct)).Draft;
    }

    /// <summary>A payment on its way must not settle what nobody wants any more; what was paid for is being sent, and stays.</summary>
    private static async Task Cancel(Draft draft, IPayments payments, CancellationToken ct)
    {
        if (!await payments.Cancel(draft.Id, ct)) throw new Refusal("draft.paid");
    }
}
