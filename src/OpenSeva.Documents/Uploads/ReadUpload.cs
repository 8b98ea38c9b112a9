using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents.FileKinds;
using OpenSeva.Documents.Store;
using OpenSeva.Documents.Viewing;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Uploads;

/// <summary>Hands an upload to its owner, or to who may read the case that holds it. Nobody reads what is not scanned.</summary>
internal sealed class ReadUpload(DocumentsDb db, ICases cases, Acting acting, FileStore store, PagePictures pictures, Doors doors)
{
    public static void Map(IEndpointRouteBuilder files, IEndpointRouteBuilder api)
    {
        files.MapGet("/uploads/{id:guid}", File).RequireAuthorization(Policy.SignedIn).ExcludeFromDescription();
        api.MapGet("/uploads/{id:guid}", Get).RequireAuthorization(Policy.SignedIn).WithSummary("What is known of an upload");
        api.MapGet("/uploads/{id:guid}/content", File).RequireAuthorization(Policy.SignedIn).WithSummary("An upload's file").Produces<byte[]>(200, "application/pdf", "image/jpeg", "image/png");
        files.MapGet("/uploads/{id:guid}/pages/{page:int}", Page).RequireAuthorization(Policy.SignedIn).ExcludeFromDescription();
        api.MapGet("/uploads/{id:guid}/pages/{page:int}", Page).RequireAuthorization(Policy.SignedIn)
            .WithSummary("One page of an uploaded PDF as a picture, where pages are drawn").Produces<byte[]>(200, "image/jpeg");
    }

    private static async Task<Ok<UploadCard>> Get(Guid id, ReadUpload read, CancellationToken ct) =>
        await read.Find(id, ct) is { } upload ? TypedResults.Ok(upload.Card()) : throw new Refusal("request.not-found");

    private static async Task<IResult> File(Guid id, ReadUpload read, HttpResponse response, CancellationToken ct)
    {
        var upload = await read.Scanned(id, ct);
        var content = await read.Content(upload, ct);
        return Sandbox.Attachment(response, content, upload.Card().MediaType, upload.FileName);
    }

    private static async Task<IResult> Page(Guid id, int page, ReadUpload read, HttpResponse response, CancellationToken ct)
    {
        var upload = await read.Scanned(id, ct);
        if (upload.Kind is not FileKind.Pdf || page < 1 || page > upload.Pages) throw new Refusal("request.not-found");

        var picture = await read.Picture(upload, page, ct);
        return Sandbox.Attachment(response, picture, "image/jpeg", $"{Path.GetFileNameWithoutExtension(upload.FileName)}-{page}.jpg");
    }

    private async Task<Upload> Scanned(Guid id, CancellationToken ct)
    {
        var upload = await Find(id, ct) ?? throw new Refusal("request.not-found");
        return upload.State is UploadState.Clean ? upload : throw new Refusal("document.quarantined", upload.FileName);
    }

    private async Task<byte[]> Picture(Upload upload, int page, CancellationToken ct)
    {
        using var door = doors.EnterDrawing(acting.Actor.Id ?? Guid.Empty);
        return await pictures.Draw(upload.Hash, () => Content(upload, ct), page, ct);
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
