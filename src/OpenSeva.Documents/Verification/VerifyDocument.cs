using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Documents.Certificates;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Verification;

/// <summary>Anybody asks whether a document is genuine and in force now, by the code printed on it.</summary>
internal sealed class VerifyDocument(DocumentsDb db, Words words, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/verify/{token}", Get)
        .RequireAuthorization(Policy.Anyone)
        .WithSummary("Is this document genuine, and does it hold now?")
        .WithDescription("404: no document bears this code, so the paper is not of this system. A revoked or replaced document says so, when and why.")
        .ProducesProblem(404);

    private static async Task<Ok<Finding>> Get(string token, VerifyDocument verify, CancellationToken ct) =>
        TypedResults.Ok(await verify.Find(token, ct) ?? throw new Refusal("request.not-found"));

    /// <returns>Null: no document bears this code.</returns>
    public async Task<Finding?> Find(string token, CancellationToken ct)
    {
        if (token.Length != Tokens.Length) return null;

        var document = await db.Issued.FirstOrDefaultAsync(row => row.Token == token && row.Hash != null, ct);
        return document is null ? null : Finding.Of(document, clock.Today, words);
    }
}
