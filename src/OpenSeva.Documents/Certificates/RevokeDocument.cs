using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Documents;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Certificates;

/// <param name="Reason">false-statement, issued-in-error, facts-changed, holder-asked or court-order.</param>
public sealed record RevokeRequest([property: Required, StringLength(40)] string Reason);

/// <summary>The post that issued a document, or a head of its department acting from a post, declares it void from now on.</summary>
internal sealed class RevokeDocument(Work work, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/issued/{id:guid}/revocation", Post)
        .RequireAuthorization(Policy.Officer)
        .WithSummary("Revoke an issued document");

    private static async Task<Ok<IssuedCard>> Post(Guid id, RevokeRequest request, RevokeDocument revoke, CancellationToken ct) =>
        TypedResults.Ok(await revoke.Revoke(id, request.Reason, ct));

    public Task<IssuedCard> Revoke(Guid id, string reason, CancellationToken ct) => work.Run(async (DocumentsDb db) =>
    {
        // Asked of whoever is at the browser; inside the command so that a repetition is answered from the first.
        acting.MustBeFresh(clock.Now);
        var document = await db.Issued.FirstOrDefaultAsync(row => row.Id == id, ct);
        if (document is null || !MayRevoke(acting.Actor, document)) throw new Refusal("request.not-found");

        document.Revoke(reason, acting.Actor.Post, clock.Now);
        return document.Card(clock.Today);
    }, ct);

    public static bool MayRevoke(Actor actor, IssuedDocument document) =>
        actor.Kind is ActorKind.Staff && actor.PostId is { } post
        && (post == document.PostId || actor.Department == document.Department && actor.Has(Grant.DepartmentHead));
}
