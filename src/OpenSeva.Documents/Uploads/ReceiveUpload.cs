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

/// <summary>
/// Takes a file in: told apart, looked through, cleaned, scanned, stored; only then is it noted down. What somebody may
/// not keep is refused before it is stored.
/// </summary>
internal sealed class ReceiveUpload(
    Work work, Acting acting, DocumentsDb read, FileStore store, Arrivals arrivals, IScanner scanner, Doors doors, DocumentsSettings settings, TimeProvider clock)
{
    private const int Megabyte = 1024 * 1024;

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
        using var door = doors.Enter(owner);
        // Who sends slowly keeps nobody waiting: the turn is taken when the file is here.
        using var arrived = arrivals.Begin();
        await Arrive(content, arrived, upload.MaxMegabytes, ct);
        using var turn = await doors.Turn(ct);
        var file = await arrived.All(ct);

        var kind = FileKinds.FileKinds.Of(file);
        var cleaned = LookThrough(upload, kind, file);
        var hash = FileStore.HashOf(cleaned.Content);
        // What they have here already may be the same request once more: it is answered as before.
        if (!await read.Uploads.AnyAsync(row => row.Owner == owner && row.Hash == hash, ct))
        {
            CheckDay(await read.Counted(owner, clock.Today, ct) + file.Length);
            await CheckQuota(read, owner, cleaned.Content.Length, ct);
        }

        var verdict = await scanner.Scan(cleaned.Content, ct);
        if (verdict is Verdict.Infected) throw new Refusal("document.infected");

        using var alone = await doors.Alone(hash, ct);
        var isNew = !store.Has(hash);
        store.Put(cleaned.Content);
        var stored = clock.GetUtcNow();
        try
        {
            return await work.Run(async (DocumentsDb db) =>
            {
                CheckDay(await db.Count(owner, clock.Today, file.Length, ct));
                await CheckQuota(db, owner, cleaned.Content.Length, ct);
                var row = Upload.Receive(owner, FileNames.Tidy(upload.FileName, kind), kind, cleaned, hash, verdict is Verdict.Clean, clock.Now);
                db.Add(row);
                return row.Card();
            }, ct);
        }
        catch (Refusal)
        {
            if (isNew) await Drop(hash, stored, ct);
            throw;
        }
    }

    /// <summary>What was refused after it was stored does not wait for the sweep, unless somebody else holds or stored the same.</summary>
    private async Task Drop(string hash, DateTimeOffset stored, CancellationToken ct)
    {
        var isHeld = await read.Uploads.AnyAsync(row => row.Hash == hash, ct) || await read.Issued.AnyAsync(document => document.Hash == hash, ct);
        if (!isHeld) store.Forget(hash, stored);
    }

    private async Task Arrive(Stream content, Arrival arrived, int serviceMegabytes, CancellationToken ct)
    {
        var most = serviceMegabytes > 0 ? Math.Min(serviceMegabytes, settings.MaxMegabytes) : settings.MaxMegabytes;
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
            {
                await arrived.Add(buffer.AsMemory(0, read), ct);
                if (arrived.Length > (long)most * Megabyte) throw new Refusal("document.too-large", most);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
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

    /// <summary>All that came today, also what was taken back since.</summary>
    private void CheckDay(long received)
    {
        if (received > (long)settings.DayMegabytes * Megabyte) throw new Refusal("document.day", settings.DayMegabytes);
    }

    /// <summary>Counts what belongs to no case yet: an application's documents are the office's to keep.</summary>
    private async Task CheckQuota(DocumentsDb db, Guid owner, int added, CancellationToken ct)
    {
        var kept = await db.Uploads.Where(upload => upload.Owner == owner && upload.CaseId == null).SumAsync(upload => upload.Bytes, ct);
        if (kept + added > (long)settings.QuotaMegabytes * Megabyte) throw new Refusal("document.quota", settings.QuotaMegabytes);
    }
}
