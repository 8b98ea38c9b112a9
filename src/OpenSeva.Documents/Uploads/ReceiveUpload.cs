using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents.FileKinds;
using OpenSeva.Documents.Scanning;
using OpenSeva.Documents.Store;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Uploads;

/// <summary>Takes a file in: told apart, looked through, cleaned, scanned, stored; only then is it noted down.</summary>
internal sealed class ReceiveUpload(Work work, Acting acting, FileStore store, IScanner scanner, DocumentsSettings settings, TimeProvider clock)
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Each file is held in memory while it is looked through; more at once wait their turn.</summary>
    private static readonly SemaphoreSlim Turns = new(8);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/uploads", Post)
        .RequireAuthorization(Policy.SignedIn)
        .Accepts<byte[]>("application/octet-stream", "application/pdf", "image/jpeg", "image/png", "image/heic")
        .WithSummary("Hand in a file")
        .WithDescription("The body is the file itself: PDF, JPEG or PNG, told by its content. Query: name, the file's name.");

    private static async Task<Created<UploadCard>> Post(string name, HttpRequest request, ReceiveUpload receive, CancellationToken ct)
    {
        var card = await receive.Receive(new NewUpload(name, []), request.Body, ct);
        return TypedResults.Created($"/api/v1/uploads/{card.Id}", card);
    }

    public async Task<UploadCard> Receive(NewUpload upload, Stream content, CancellationToken ct)
    {
        var owner = acting.Actor.Id ?? throw new Refusal("request.forbidden");
        await Turns.WaitAsync(ct);
        try
        {
            var file = await Read(content, upload.MaxMegabytes, ct);
            var kind = FileKinds.FileKinds.Of(file);
            var cleaned = LookThrough(upload, kind, file);
            var verdict = await scanner.Scan(cleaned.Content, ct);
            if (verdict is Verdict.Infected) throw new Refusal("document.infected");

            var hash = store.Put(cleaned.Content);
            return await work.Run(async (DocumentsDb db) =>
            {
                await CheckQuota(db, owner, cleaned.Content.Length, ct);
                var row = Upload.Receive(owner, FileNames.Tidy(upload.FileName, kind), kind, cleaned, hash, verdict is Verdict.Clean, clock.Now);
                db.Add(row);
                return row.Card();
            }, ct);
        }
        finally
        {
            Turns.Release();
        }
    }

    private async Task<byte[]> Read(Stream content, int serviceMegabytes, CancellationToken ct)
    {
        var most = serviceMegabytes > 0 ? Math.Min(serviceMegabytes, settings.MaxMegabytes) : settings.MaxMegabytes;
        using var file = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer, ct)) > 0)
            {
                if (file.Length + read > (long)most * Megabyte) throw new Refusal("document.too-large", most);
                file.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return file.ToArray();
    }

    private Cleaned LookThrough(NewUpload upload, FileKind kind, byte[] file)
    {
        if (upload.Accept.Count > 0 && !upload.Accept.Contains(kind.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            throw new Refusal("document.not-accepted", string.Join(", ", upload.Accept).ToUpperInvariant());
        }

        var cleaned = kind switch
        {
            FileKind.Jpeg => Jpeg.Clean(file),
            FileKind.Png => Png.Clean(file),
            _ => PdfLook.Look(file),
        };
        var most = upload.MaxPages > 0 ? Math.Min(upload.MaxPages, settings.MaxPages) : settings.MaxPages;
        return cleaned.Pages <= most ? cleaned : throw new Refusal("document.too-many-pages", most, cleaned.Pages);
    }

    /// <summary>Counts what belongs to no case yet: an application's documents are the office's to keep.</summary>
    private async Task CheckQuota(DocumentsDb db, Guid owner, int added, CancellationToken ct)
    {
        var kept = await db.Uploads.Where(upload => upload.Owner == owner && upload.CaseId == null).SumAsync(upload => upload.Bytes, ct);
        if (kept + added > (long)settings.QuotaMegabytes * Megabyte) throw new Refusal("document.quota", settings.QuotaMegabytes);
    }
}
