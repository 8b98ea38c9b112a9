using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Documents.Certificates;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Locker;

/// <param name="Days">1, 7 or 30.</param>
public sealed record ShareRequest([property: Range(1, 30)] int Days);

/// <summary>Makes a link that lets others read a document for a while, lists such links, takes them back.</summary>
internal sealed class ShareDocument(Work work, DocumentsDb db, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/issued/{id:guid}/shares", Post).RequireAuthorization(Policy.Citizen).WithSummary("Share a document by a link that ends");
        routes.MapGet("/issued/{id:guid}/shares", List).RequireAuthorization(Policy.Citizen).WithSummary("Links to a document that are open now");
        routes.MapDelete("/shares/{id:guid}", Delete).RequireAuthorization(Policy.Citizen).WithSummary("Take a link back");
    }

    private static async Task<Created<ShareCard>> Post(Guid id, ShareRequest request, ShareDocument share, CancellationToken ct)
    {
        var card = await share.Make(id, request.Days, ct);
        return TypedResults.Created(card.Path, card);
    }

    private static async Task<Ok<Page<ShareCard>>> List(
        Guid id, ShareDocument share, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual) =>
        TypedResults.Ok((await share.Open(id, ct)).Part(after, limit, card => card.Id.ToString("N")));

    private static async Task<NoContent> Delete(Guid id, ShareDocument share, CancellationToken ct)
    {
        await share.End(id, ct);
        return TypedResults.NoContent();
    }

    public Task<ShareCard> Make(Guid documentId, int days, CancellationToken ct) => work.Run(async (DocumentsDb own) =>
    {
        var citizen = acting.Actor.CitizenId;
        var document = await own.Issued.FirstOrDefaultAsync(row => row.Id == documentId && row.CitizenId == citizen && row.Hash != null, ct)
            ?? throw new Refusal("request.not-found");
        if (document.StateOn(clock.Today) is Contracts.Documents.IssuedState.Revoked) throw new Refusal("document.already-revoked", document.Number);

        // Whoever makes links side by side waits at the document's row, and then counts theirs with the others.
        var now = clock.Now;
        await own.Issued.Where(row => row.Id == documentId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Number, row => row.Number), ct);
        if (await own.Shares.CountAsync(share => share.DocumentId == documentId && share.ExpiresAt > now, ct) >= Share.MostOpen)
            throw new Refusal("document.share-many", Share.MostOpen);

        var share = Share.Of(document, days, now);
        own.Add(share);
        return share.Card();
    }, ct);

    public Task End(Guid shareId, CancellationToken ct) => work.Run(async (DocumentsDb own) =>
    {
        var citizen = acting.Actor.CitizenId;
        var share = await own.Shares.FirstOrDefaultAsync(row => row.Id == shareId && row.CitizenId == citizen, ct) ?? throw new Refusal("request.not-found");
        share.End(clock.Now);
        return true;
    }, ct);

    public async Task<IReadOnlyList<ShareCard>> Open(Guid documentId, CancellationToken ct)
    {
        var (citizen, now) = (acting.Actor.CitizenId, clock.Now);
        if (!await db.Issued.AnyAsync(row => row.Id == documentId && row.CitizenId == citizen && row.Hash != null, ct)) throw new Refusal("request.not-found");
        var open = await db.Shares.Where(share => share.DocumentId == documentId && share.CitizenId == citizen && share.ExpiresAt > now)
            .OrderBy(share => share.ExpiresAt).ToListAsync(ct);
        return [.. open.Select(share => share.Card())];
    }
}
