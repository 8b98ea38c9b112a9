using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents.Store;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Uploads;

/// <summary>Hands an upload to its owner, or to who may read the case that holds it. Nobody reads what is not scanned.</summary>
internal sealed class ReadUpload(DocumentsDb db, ICases cases, Acting acting, FileStore store)
{
    public static void Map(IEndpointRouteBuilder files, IEndpointRouteBuilder api)
    {
        files.MapGet("/uploads/{id:guid}", File).RequireAuthorization(Policy.SignedIn).ExcludeFromDescription();
        api.MapGet("/uploads/{id:guid}", Get).RequireAuthorization(Policy.SignedIn).WithSummary("What is known of an upload");
        api.MapGet("/uploads/{id:guid}/content", File).RequireAuthorization(Policy.SignedIn).WithSummary("An upload's file").Produces<byte[]>(200, "application/pdf", "image/jpeg", "image/png");
    }

    private static async Task<Ok<UploadCard>> Get(Guid id, ReadUpload read, CancellationToken ct) =>
        await read.Find(id, ct) is { } upload ? TypedResults.Ok(upload.Card()) : throw new Refusal("request.not-found");

    private static async Task<IResult> File(Guid id, ReadUpload read, HttpResponse response, CancellationToken ct)
    {
        var upload = await read.Find(id, ct) ?? throw new Refusal("request.not-found");
        if (upload.State is not UploadState.Clean) throw new Refusal("document.quarantined", upload.FileName);

        var content = await read.Content(upload, ct);
        return Sandbox.Attachment(response, content, upload.Card().MediaType, upload.FileName);
    }

    private Task<byte[]> Content(Upload upload, CancellationToken ct) => store.Read(upload.Hash, ct);

    private async Task<Upload?> Find(Guid id, CancellationToken ct)
    {
        var upload = await db.Uploads.FirstOrDefaultAsync(row => row.Id == id, ct);
        if (upload is null) return null;

        var mayRead = upload.Owner == acting.Actor.Id
            || upload.CaseId is { } caseId && await cases.MayRead(caseId, acting.Actor, ct);
        return mayRead ? upload : null;
    }
}
