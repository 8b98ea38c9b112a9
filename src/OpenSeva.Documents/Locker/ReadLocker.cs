using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents.Certificates;
using OpenSeva.Documents.Store;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Locker;

/// <summary>One document in a citizen's locker.</summary>
/// <param name="ReplacedBy">Number of the document that holds in its place.</param>
/// <param name="RevokedFor">Coded reason of its revocation.</param>
public sealed record LockerDocument(
    Guid Id, string Number, string ApplicationNumber, string Title, string Office, string Holder, DateTimeOffset IssuedAt, DateOnly? ValidUntil,
    IssuedState State, string? ReplacedBy, string? RevokedFor, string DownloadPath, string VerifyPath);

/// <summary>A citizen's issued documents; officers who may read the case may read its documents too.</summary>
internal sealed class ReadLocker(DocumentsDb db, ICases cases, Acting acting, FileStore store, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder files, IEndpointRouteBuilder api)
    {
        api.MapGet("/issued", List).RequireAuthorization(Policy.Citizen).WithSummary("The documents in one's own locker, newest first");
        api.MapGet("/issued/{id:guid}", Get).RequireAuthorization(Policy.SignedIn).WithSummary("One issued document");
        api.MapGet("/issued/{id:guid}/content", File).RequireAuthorization(Policy.SignedIn).WithSummary("The signed PDF").Produces<byte[]>(200, "application/pdf");
        files.MapGet("/issued/{id:guid}", File).RequireAuthorization(Policy.SignedIn).ExcludeFromDescription();
    }

    private static async Task<Ok<Page<LockerDocument>>> List(
        ReadLocker locker, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual) =>
        TypedResults.Ok(await locker.Mine(after, limit, ct));

    private static async Task<Ok<LockerDocument>> Get(Guid id, ReadLocker locker, CancellationToken ct) =>
        TypedResults.Ok(locker.Show(await locker.Find(id, ct)));

    private static async Task<IResult> File(Guid id, ReadLocker locker, HttpResponse response, CancellationToken ct) =>
        await locker.Download(await locker.Find(id, ct), response, ct);

    public async Task<Page<LockerDocument>> Mine(string? after, int limit, CancellationToken ct)
    {
        var citizen = acting.Actor.CitizenId;
        var mine = db.Issued.Where(document => document.CitizenId == citizen && document.Hash != null);
        if (Lists.Read(after, 2) is [var text, var key])
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.Ticks || !Guid.TryParseExact(key, "N", out var id))
                throw Lists.Unknown();
            var at = new DateTimeOffset(ticks, TimeSpan.Zero);
            mine = mine.Where(document => document.IssuedAt < at || (document.IssuedAt == at && document.Id.CompareTo(id) > 0));
        }

        var rows = await mine.OrderByDescending(document => document.IssuedAt).ThenBy(document => document.Id).Take(limit + 1).ToListAsync(ct);
        return new([.. rows.Take(limit).Select(Show)], rows.Count > limit ? Place(rows[limit - 1]) : null);
    }

    /// <exception cref="Refusal">request.not-found: there is none, or it is not theirs to see.</exception>
    public async Task<IssuedDocument> Find(Guid id, CancellationToken ct)
    {
        var document = await db.Issued.FirstOrDefaultAsync(row => row.Id == id && row.Hash != null, ct) ?? throw new Refusal("request.not-found");
        var isTheirs = acting.Actor.Kind is ActorKind.Citizen && acting.Actor.Id == document.CitizenId;
        return isTheirs || await cases.MayRead(document.CaseId, acting.Actor, ct) ? document : throw new Refusal("request.not-found");
    }

    public LockerDocument Show(IssuedDocument document)
    {
        var card = document.Card(clock.Today);
        return new(
            document.Id, document.Number, document.ApplicationNumber, document.Title.ToString(), document.Office.ToString(), document.Holder,
            document.IssuedAt, document.ValidUntil, card.State, document.ReplacedBy, document.RevokedFor, card.DownloadPath, card.VerifyPath);
    }

    private static string Place(IssuedDocument last) => Lists.Cursor(last.IssuedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), last.Id.ToString("N"));

    public async Task<IResult> Download(IssuedDocument document, HttpResponse response, CancellationToken ct) => Sandbox.Attachment(
        response, await store.Read(document.Hash!, ct), "application/pdf", document.Number.Replace('/', '-') + ".pdf");
}
