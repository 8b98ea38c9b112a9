using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Cases.Drafts;

/// <summary>What a citizen has begun and not sent, and what is still missing in it.</summary>
internal sealed class ReadDrafts(CasesDb db, ICatalogue catalogue, Checking checking, Acting acting, TimeProvider clock, Words words)
{
    public static void Map(IEndpointRouteBuilder drafts)
    {
        drafts.MapGet("/", List).RequireAuthorization(Policy.Citizen).WithSummary("Applications you have begun and not sent, last changed first");
        drafts.MapGet("/{id:guid}", Get).RequireAuthorization(Policy.Citizen).WithSummary("One unsent application").GivesTag();
        drafts.MapGet("/{id:guid}/check", GetCheck).RequireAuthorization(Policy.Citizen).WithSummary("What is wrong or missing, the fee and its reason, and earlier applications for the same");
    }

    private static async Task<Ok<Page<DraftLine>>> List(ReadDrafts drafts, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual) =>
        TypedResults.Ok((await drafts.Own(ct)).Part(after, limit, draft => draft.Id.ToString("N")));

    private static async Task<Ok<DraftView>> Get(Guid id, HttpContext http, ReadDrafts drafts, CancellationToken ct) => TypedResults.Ok(http.Tagged(View(await drafts.One(id, ct))));

    private static async Task<Ok<DraftCheck>> GetCheck(Guid id, ReadDrafts drafts, CancellationToken ct) => TypedResults.Ok(await drafts.Check(await drafts.One(id, ct), ct));

    public async Task<IReadOnlyList<DraftLine>> Own(CancellationToken ct)
    {
        var citizen = acting.Actor.CitizenId;
        var rows = await db.Drafts.Where(draft => draft.CitizenId == citizen).OrderByDescending(draft => draft.ChangedAt)
            .Select(draft => new { draft.Id, draft.Service, draft.ServiceVersion, draft.State, draft.StartedAt, draft.ChangedAt }).ToListAsync(ct);
        var lines = new List<DraftLine>(rows.Count);
        foreach (var row in rows)
        {
            var service = await catalogue.Version(row.Service, row.ServiceVersion, ct);
            lines.Add(new(row.Id, row.Service, service?.Name ?? row.Service, row.State, row.StartedAt, row.ChangedAt));
        }

        return lines;
    }

    public Task<DraftInHand> One(Guid id, CancellationToken ct) => db.Own(catalogue, id, acting.Actor, ct);

    public Task<DraftInHand?> Find(Guid id, CancellationToken ct) => db.FindOwn(catalogue, id, acting.Actor, ct);

    public async Task<DraftCheck> Check(DraftInHand inHand, CancellationToken ct)
    {
        var (draft, service) = inHand;
        var wrong = await checking.Whole(service, draft.Answers, draft.Documents, Bundle.Draft(draft.Id), ct);
        var fee = FeeSchedule.Compute(service.Definition, draft.Answers, clock.Today);
        return new(
            draft.Id,
            [.. wrong.Select(one => new WrongLine(one.Field, one.Code, WrongWords.Say(one, service, words)))],
            [.. fee.Lines.Select(line => new FeeView(line.Head, service.Texts[TextKeys.Fee(line.Head)], line.Amount, FeeWords.Reason(service, line, words, Languages.Current)))],
            fee.IsSettled ? fee.Total : null,
            await OpenAlready(draft, service, ct));
    }

    /// <summary>Only the citizen's own: whether somebody else has applied is nobody's business.</summary>
    private async Task<IReadOnlyList<EarlierCase>> OpenAlready(Draft draft, PublishedService service, CancellationToken ct) =>
        Duplicates.KeyOf(service.Definition, service.Definition.Asked(draft.Answers, clock.Today)) is not { } key ? []
        : await db.Cases.Where(file => file.DuplicateKey == key && file.CitizenId == draft.CitizenId && (file.State == CaseState.Open || file.State == CaseState.WithCitizen))
            .Select(file => new EarlierCase(file.Id, file.Number, file.SubmittedAt)).ToListAsync(ct);

    private static DraftView View(DraftInHand inHand) => new(
        inHand.Draft.Id, inHand.Draft.Version, inHand.Draft.Service, inHand.Draft.ServiceVersion, inHand.Draft.State, inHand.Draft.Answers, inHand.Draft.Documents,
        inHand.Draft.StartedAt, inHand.Draft.ChangedAt, inHand.Draft.FiledAs, inHand.Draft.Language);
}

public sealed record DraftLine(Guid Id, string Service, string ServiceName, DraftState State, DateTimeOffset StartedAt, DateTimeOffset ChangedAt);

/// <param name="Language">In which the certificate is written, if nothing else is said at sending.</param>
internal sealed record DraftView(
    Guid Id, int Version, string Service, int ServiceVersion, DraftState State, JsonObject Answers, IReadOnlyList<AttachedDocument> Documents,
    DateTimeOffset StartedAt, DateTimeOffset ChangedAt, Filer FiledAs, string Language) : IVersioned;

/// <param name="Wrong">Empty: it can be sent.</param>
/// <param name="FeeTotal">Paise; null while an answer that decides an amount is missing.</param>
/// <param name="Earlier">Open applications of the same citizen for the same thing: a warning, not a refusal.</param>
public sealed record DraftCheck(Guid Id, IReadOnlyList<WrongLine> Wrong, IReadOnlyList<FeeView> Fees, long? FeeTotal, IReadOnlyList<EarlierCase> Earlier);

public sealed record WrongLine(string Field, string Code, string Sentence);

/// <param name="Amount">Paise; null while undecided.</param>
public sealed record FeeView(string Head, string Label, long? Amount, string Reason);

public sealed record EarlierCase(Guid Id, string Number, DateTimeOffset SubmittedAt);
