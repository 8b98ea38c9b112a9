using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Drafts;

/// <summary>The citizen throws a draft away, or takes it back from the pay page to change something.</summary>
internal sealed class LeaveDraft(Work work, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder drafts)
    {
        drafts.MapDelete("/{id:guid}", Delete).RequireAuthorization(Policy.Citizen).WithSummary("Throw an unsent application away");
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

    public Task<Guid> Discard(Guid id, CancellationToken ct) => work.Run(async (CasesDb db, ICatalogue catalogue, IPayments payments) =>
    {
        var (draft, _) = await db.Own(catalogue, id, acting.Actor, ct);
        // What was paid for is being sent; it is not thrown away under it.
        await MustBeUnpaid(draft, payments, ct);
        db.Drafts.Remove(draft);
        return id;
    }, ct);

    public Task<Guid> Reopen(Guid id, CancellationToken ct) => work.Run(async (CasesDb db, ICatalogue catalogue, IPayments payments) =>
    {
        var (draft, _) = await db.Own(catalogue, id, acting.Actor, ct);
        if (draft.State is DraftState.Open) return id;

        await MustBeUnpaid(draft, payments, ct);
        draft.Reopen(clock.Now);
        return id;
    }, ct);

    private static async Task MustBeUnpaid(Draft draft, IPayments payments, CancellationToken ct)
    {
        if (await payments.Of(draft.Id, ct) is { PaidAt: not null }) throw new Refusal("draft.paid");
    }
}
