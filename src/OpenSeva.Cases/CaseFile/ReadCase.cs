using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.Charges;
using OpenSeva.Cases.Decisions;
using OpenSeva.Cases.Fees;
using OpenSeva.Cases.Objections;
using OpenSeva.Cases.Retention;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Directory;
using OpenSeva.Contracts.Documents;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Cases.CaseFile;

/// <summary>Everything about one case on one page, for whoever may read it.</summary>
internal sealed class ReadCase(
    CasesDb db, TakeInHand take, IDirectory directory, IAccounts accounts, IDocuments documents, IClock legalClock, DaysLeft left, Acting acting, TimeProvider clock, Words words)
{
    private static readonly OftenAsked<CasesDb, Guid, CaseAct> actsOf = new((db, id) => db.Acts.Where(act => act.CaseId == id).OrderBy(act => act.N));

    private static readonly OftenAsked<CasesDb, Guid, Objection> objectionsOf = new((db, id) => db.Objections.Where(one => one.CaseId == id).OrderBy(one => one.N));

    public static void Map(IEndpointRouteBuilder cases) => cases
        .MapGet("/{id:guid}", Get).RequireAuthorization(Policy.SignedIn).GivesTag()
        .WithSummary("One application with answers, documents, history, clearances and what you may do now");

    private static async Task<Ok<CaseView>> Get(Guid id, HttpContext http, ReadCase read, OpenCase open, CancellationToken ct)
    {
        var view = (await read.Read(id, ct)).View;
        await open.Note(id, ct);
        http.Tag(view.Version);
        return TypedResults.Ok(view);
    }

    /// <exception cref="Refusal">request.not-found</exception>
    public async Task<(CaseView View, CaseInHand InHand)> Read(Guid id, CancellationToken ct)
    {
        var actor = acting.Actor;
        var isStaff = actor.Kind is ActorKind.Staff or ActorKind.System;
        var inHand = await take.Take(id, actor, ct);
        var file = inHand.Case;
        var acts = await actsOf.All(db, id, ct);
        var objections = await objectionsOf.All(db, id, ct);
        var seats = await Seats([file.PostId, .. acts.SelectMany(act => new[] { act.PostId, act.ToPost }).OfType<Guid>(), .. inHand.Clearances.Select(asked => asked.PostId)], ct);
        var names = isStaff ? await accounts.StaffNames([.. acts.Where(act => act.ActorKind is ActorKind.Staff).Select(act => act.ActorId).OfType<Guid>().Distinct()], ct)
            : new Dictionary<Guid, string>();
        var uploads = (await documents.Uploads([.. inHand.Answers.Documents.Select(document => document.Upload)], ct)).ToDictionary(card => card.Id);
        var issued = file.State is CaseState.Approved ? await documents.IssuedFor(id, ct) : [];
        var due = await legalClock.Of(id, ct);

        var view = new CaseView(
            file.Id, file.Version, file.Number, file.Service, file.ServiceVersion, inHand.Service.Name, file.Department, file.State, file.Stage,
            CaseStatus.Of(inHand.Service, file.State, file.Stage, words), file.ApplicantName, file.Unit, file.SubmittedAt, due?.DueAt ?? file.DueAt, due?.PauseReason,
            file.DecidedAt, file.Corrects, file.IsOver ? null : Desk(seats, file.PostId, file.HeldSince), file.AnswersVersion, inHand.Answers.Answers,
            [.. InOrder(inHand).Where(document => uploads.ContainsKey(document.Upload)).Select(document => Document(document, uploads[document.Upload]))],
            [.. issued.Select(card => new IssuedView(card.Number, card.IssuedAt, Kebab(card.State), card.DownloadPath, card.VerifyPath, actor.PostId is null ? null : card.OfficePath))],
            await Objections(file, objections, ct),
            await Clearances(inHand, seats, actor, ct),
            [.. acts.Select(act => Line(act, seats, names, isStaff))],
            Actions(inHand, actor))
        {
            FeeTakenBackAt = acts.TakenBackAt(),
            Charges = await Charges(inHand, actor, ct),
            FiledAs = acts.FirstOrDefault(act => act.Kind is ActKind.Submitted)?.Action,
            Appeal = file.State is CaseState.Rejected ? await Appeal(inHand, ct) : null,
            Destroyed = file.DestroyedAt is null ? null : await Destroyed(id, isStaff, ct),
            WorkingDaysLeft = file.IsOver ? null : await left.OfLaw(inHand.Definition, file.OfficeId, due?.DueAt ?? file.DueAt, ct),
        };
        return (view, inHand);
    }

    private async Task<AppealView> Appeal(CaseInHand inHand, CancellationToken ct)
    {
        var (file, law) = (inHand.Case, inHand.Definition.Law);
        var seat = await directory.Route(law.FirstAppeal, file.Unit, file.Department, clock.Today, ct) ?? await directory.Route(law.FirstAppeal, file.Unit, null, clock.Today, ct);
        return new(law.FirstAppeal, inHand.Service.Texts[TextKeys.Role(law.FirstAppeal)], seat?.Office.Name.ToString(), law.AppealDays, law.Example);
    }

    private async Task<DestroyedView?> Destroyed(Guid id, bool isStaff, CancellationToken ct)
    {
        if (await db.Destructions.FirstOrDefaultAsync(one => one.CaseId == id && one.State == DestructionState.Confirmed, ct) is not { DecidedAt: { } at, DecidedBy: { } by } destroyed) return null;
        var names = isStaff ? await accounts.StaffNames([destroyed.ProposedBy, by], ct) : new Dictionary<Guid, string>();
        return new(at, destroyed.Order, names.GetValueOrDefault(destroyed.ProposedBy), names.GetValueOrDefault(by));
    }

    /// <summary>With what was answered to each: the version of the answers that answered it beside the one before.</summary>
    private async Task<IReadOnlyList<ObjectionView>> Objections(Case file, List<Objection> objections, CancellationToken ct)
    {
        // Of a destroyed record nobody can say what was answered.
        var versions = file.DestroyedAt is not null ? [] : objections.Select(one => one.AnsweredBy).OfType<int>().SelectMany(n => new[] { n - 1, n }).Distinct().ToList();
        var answers = versions.Count is 0 ? []
            : await db.Answers.Where(one => one.CaseId == file.Id && versions.Contains(one.N)).ToDictionaryAsync(one => one.N, one => one.Answers, ct);
        return [.. objections.Select(one => new ObjectionView(one.Id, one.N, one.Points, one.Note, one.PauseReason, one.RaisedAt, one.AnsweredAt, one.LapsedAt)
        {
            Before = Named(one, one.AnsweredBy - 1, answers),
            Mended = Named(one, one.AnsweredBy, answers),
        })];
    }

    private static JsonObject? Named(Objection objection, int? version, Dictionary<int, JsonObject> answers) =>
        version is not { } n || !answers.TryGetValue(n, out var given) ? null
        : new(objection.Points.Where(point => point.Kind is PointKind.Field).Select(point => KeyValuePair.Create(point.Target, given[point.Target]?.DeepClone())));

    private async Task<IReadOnlyList<ChargeView>> Charges(CaseInHand inHand, Actor actor, CancellationToken ct) =>
        !inHand.HasCharges ? []
        : [.. (await db.Charges.Where(charge => charge.CaseId == inHand.Case.Id).OrderBy(charge => charge.AskedAt).ToListAsync(ct))
            .Select(charge => ChargeView.Of(charge, inHand.Service, actor.Kind is ActorKind.Citizen))];

    private async Task<Dictionary<Guid, SeatCard>> Seats(IEnumerable<Guid> posts, CancellationToken ct) =>
        (await directory.Posts([.. posts.Distinct()], clock.Today, ct)).ToDictionary(seat => seat.PostId);

    private static DeskView Desk(Dictionary<Guid, SeatCard> seats, Guid post, DateTimeOffset since) =>
        seats.TryGetValue(post, out var seat) ? new(post, seat.Title.ToString(), seat.Office.Name.ToString(), since) : new(post, "", "", since);

    /// <summary>As the service names them, so that one given anew stands where the old one stood; files of the form come last.</summary>
    private static IEnumerable<AttachedDocument> InOrder(CaseInHand inHand)
    {
        var order = inHand.Definition.Documents.Index().ToDictionary(rule => rule.Item.Code, rule => rule.Index, StringComparer.Ordinal);
        return inHand.Answers.Documents.OrderBy(document => order.GetValueOrDefault(document.Code, int.MaxValue));
    }

    private DocumentView Document(AttachedDocument document, UploadCard card) =>
        new(document.Code, card.Id, card.FileName, card.MediaType, card.Bytes, card.Pages, Kebab(card.State), card.Path, documents.DrawsPages ? card.PagesPath : null);

    private async Task<IReadOnlyList<ClearanceView>> Clearances(CaseInHand inHand, Dictionary<Guid, SeatCard> seats, Actor actor, CancellationToken ct)
    {
        var views = new List<ClearanceView>(inHand.Clearances.Count);
        foreach (var asked in inHand.Clearances)
        {
            var desk = Desk(seats, asked.PostId, asked.AskedAt);
            views.Add(new(
                asked.Id, asked.Code, Kebab(asked.State), desk.Post, desk.Office, asked.AskedAt, asked.DueAt, asked.AnsweredAt,
                actor.Kind is ActorKind.Staff or ActorKind.System ? asked.Remarks : null, inHand.MayAnswer(asked, actor))
            {
                WorkingDaysLeft = asked.AnsweredAt is null ? await left.OfDesk(asked.OfficeId, asked.DueAt, ct) : null,
            });
        }

        return views;
    }

    private static ActView Line(CaseAct act, Dictionary<Guid, SeatCard> seats, IReadOnlyDictionary<Guid, string> names, bool isStaff) => new(
        act.N, Kebab(act.Kind), isStaff || !IsBetweenDesks(act) ? act.Action : null, act.Stage, act.ToStage, act.At, act.PostId, Place(seats, act.PostId),
        act.ActorId is { } who && names.TryGetValue(who, out var name) ? name : null, Place(seats, act.ToPost),
        isStaff || IsForCitizen(act) ? act.Remarks : null, act.Reasons, isStaff ? act.Fields : null)
    {
        Reference = act.Reference,
    };

    /// <summary>What desks write to each other stays between them; what is said to the citizen, and what they wrote themselves, is shown.</summary>
    private static bool IsForCitizen(CaseAct act) =>
        act.ActorKind is ActorKind.Citizen || act.Kind is ActKind.Objected or ActKind.Charged or ActKind.ChargeTakenBack or ActKind.ChargeCalledOff or ActKind.ObjectionEnded or ActKind.Approved or ActKind.Rejected or ActKind.FeeTakenBack or ActKind.RecordDestroyed;

    /// <summary>Its name may say what one desk advised the other.</summary>
    private static bool IsBetweenDesks(CaseAct act) => act.Kind is ActKind.Forwarded or ActKind.Recommended or ActKind.Returned;

    private static string? Place(Dictionary<Guid, SeatCard> seats, Guid? post) =>
        post is { } id && seats.TryGetValue(id, out var seat) ? $"{seat.Title}, {seat.Office.Name}" : null;

    private static IReadOnlyList<ActionView> Actions(CaseInHand inHand, Actor actor) => actor.Kind is ActorKind.Staff
        ? [.. inHand.Standing.Actions().Select(permit => new ActionView(permit.Action.Code, Kebab(permit.Action.Kind), permit.Action.To, permit.Blocked))]
        : [];

    private static string Kebab<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
