using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Documents.Certificates;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Locker;

/// <param name="Until">The link leads there until then.</param>
public sealed record SharedDocument(LockerDocument Document, DateTimeOffset Until);

/// <summary>Whoever holds an open link reads the document it leads to. An ended link and an unknown one answer alike.</summary>
internal sealed class OpenShare(DocumentsDb db, ReadLocker locker, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder files, IEndpointRouteBuilder api)
    {
        files.MapGet("/shared/{token}", File).RequireAuthorization(Policy.Anyone).ExcludeFromDescription();
        api.MapGet("/shared/{token}", Get).RequireAuthorization(Policy.Anyone).WithSummary("The document that an open link leads to");
        api.MapGet("/shared/{token}/content", File).RequireAuthorization(Policy.Anyone).WithSummary("The signed PDF that an open link leads to")
            .Produces<byte[]>(200, "application/pdf");
    }

    private static async Task<Ok<SharedDocument>> Get(string token, OpenShare shared, CancellationToken ct)
    {
        var (document, until) = await shared.Find(token, ct) ?? throw new Refusal("request.not-found");
        return TypedResults.Ok(new SharedDocument(shared.Show(document), until));
    }

    private static async Task<IResult> File(string token, OpenShare shared, HttpResponse response, CancellationToken ct)
    {
        var (document, _) = await shared.Find(token, ct) ?? throw new Refusal("request.not-found");
        return document.RevokedAt is null ? await shared.Download(document, response, ct) : throw new Refusal("document.already-revoked", document.Number);
    }

    public async Task<(IssuedDocument Document, DateTimeOffset Until)?> Find(string token, CancellationToken ct)
    {
        if (token.Length != Tokens.Length) return null;

        var share = await db.Shares.FirstOrDefaultAsync(row => row.Token == token, ct);
        if (share is null || !share.IsOpenAt(clock.Now)) return null;

        return await db.Issued.FirstOrDefaultAsync(row => row.Id == share.DocumentId, ct) is { } document ? (document, share.ExpiresAt) : null;
    }

    public LockerDocument Show(IssuedDocument document) => locker.Show(document);

    private Task<IResult> Download(IssuedDocument document, HttpResponse response, CancellationToken ct) => locker.Download(document, response, ct);
}
