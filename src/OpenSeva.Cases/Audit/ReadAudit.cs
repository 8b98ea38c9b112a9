using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Decisions;
using OpenSeva.Cases.Objections;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Directory;
using OpenSeva.Contracts.Documents;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Audit;

/// <summary>
/// A case as an auditor follows it: every act with person and post, every movement between desks, what was issued and revoked,
/// and for each version of the answers which fields and documents changed. That nothing of it was edited is proved by <c>openseva journal verify</c>.
/// </summary>
internal sealed class ReadAudit(CasesDb db, TakeInHand take, IDesk desk, IDocuments documents, IDirectory directory, IAccounts accounts, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder cases) => cases
        .MapGet("/{id:guid}/audit", Get).RequireAuthorization(Policy.Auditor)
        .WithSummary("A case's audit trail: acts with person and post, movements, what was issued, changed answers");

    private static async Task<Ok<AuditTrail>> Get(Guid id, ReadAudit audit, CancellationToken ct) => TypedResults.Ok((await audit.Read(id, ct)).Trail);

    public async Task<(AuditTrail Trail, PublishedService Service)> Read(Guid id, CancellationToken ct)
    {
        var file = await db.Readable(id, acting.Actor, ct);
        var acts = await db.Acts.Where(act => act.CaseId == id).OrderBy(act => act.N).ToListAsync(ct);
        var answers = await db.Answers.Where(one => one.CaseId == id).OrderBy(one => one.N).ToListAsync(ct);
        var objected = await db.Objections.Where(one => one.CaseId == id).ToDictionaryAsync(one => one.Id, one => one.Points, ct);
        var movements = await desk.Movements(id, ct);
        var issued = await documents.IssuedFor(id, ct);
        var posts = acts.SelectMany(act => new[] { act.PostId, act.ToPost }).OfType<Guid>().Concat(movements.Select(movement => movement.PostId)).Concat(issued.Select(card => card.RevokedFrom).OfType<Guid>()).Distinct().ToList();
        var seats = (await directory.Posts(posts, clock.Today, ct)).ToDictionary(seat => seat.PostId, seat => $"{seat.Title}, {seat.Office.Name}");
        var names = await accounts.StaffNames([.. acts.Where(act => act.ActorKind is ActorKind.Staff).Select(act => act.ActorId).OfType<Guid>().Distinct()], ct);
        var trail = new AuditTrail(
            id, file.Number, file.Stream,
            [.. acts.Select(act => new AuditAct(
                act.N, Kebab(act.Kind.ToString()), act.Action, act.Stage, act.ToStage, act.At, Kebab(act.ActorKind.ToString()), act.ActorId,
                act.ActorId is { } who && names.TryGetValue(who, out var name) ? name : null,
                act.PostId is { } post ? seats.GetValueOrDefault(post) : null, act.ToPost is { } to ? seats.GetValueOrDefault(to) : null, act.Remarks, act.Reasons)
            {
                Objected = act.Kind is ActKind.Objected && act.Reference is { } objection ? objected.GetValueOrDefault(objection, []) : [],
            })],
            [.. movements.Select(movement => new AuditMovement(movement.Kind, seats.GetValueOrDefault(movement.PostId), movement.Stage, movement.From, movement.Until))],
            [.. answers.Select((version, place) => new AuditVersion(version.N, version.At, place is 0 ? [] : Changed(answers[place - 1], version)))])
        {
            Issued = [.. issued.Select(card => new AuditIssued(
                card.Number, card.IssuedAt, Kebab(card.State.ToString()), card.ReplacedBy, card.RevokedAt, card.RevokedFor,
                card.RevokedFrom is { } from ? seats.GetValueOrDefault(from) : null))],
        };
        return (trail, await take.Version(file, ct));
    }

    /// <summary>Codes of the fields and documents that differ; the values stay on the case's page.</summary>
    private static IReadOnlyList<string> Changed(CaseAnswers before, CaseAnswers after) =>
    [
        .. before.Answers.Select(answer => answer.Key).Union(after.Answers.Select(answer => answer.Key))
            .Where(code => !JsonNode.DeepEquals(before.Answers[code], after.Answers[code])),
        .. before.Documents.Concat(after.Documents).Select(document => document.Code).Distinct()
            .Where(code => !before.Documents.Where(document => document.Code == code).SequenceEqual(after.Documents.Where(document => document.Code == code))),
    ];

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}

/// <param name="Stream">The case's stream in the journal.</param>
public sealed record AuditTrail(Guid Id, string Number, string Stream, IReadOnlyList<AuditAct> Acts, IReadOnlyList<AuditMovement> Movements, IReadOnlyList<AuditVersion> Answers)
{
    /// <summary>The case's documents, newest first.</summary>
    public IReadOnlyList<AuditIssued> Issued { get; init; } = [];
}

public sealed record AuditAct(
    int N, string Kind, string? Action, string Stage, string? ToStage, DateTimeOffset At, string Actor, Guid? ActorId, string? Name, string? Post, string? To,
    string? Remarks, IReadOnlyList<string> Reasons)
{
    /// <summary>What an objection names, each with its coded reason.</summary>
    public IReadOnlyList<ObjectionPoint> Objected { get; init; } = [];
}

/// <param name="RevokedFor">Coded reason.</param>
/// <param name="RevokedBy">Post and office.</param>
public sealed record AuditIssued(string Number, DateTimeOffset At, string State, string? ReplacedBy, DateTimeOffset? RevokedAt, string? RevokedFor, string? RevokedBy);

/// <param name="Until">Null: it is there now.</param>
public sealed record AuditMovement(string Kind, string? Post, string Stage, DateTimeOffset From, DateTimeOffset? Until);

/// <param name="Changed">Fields and documents that differ from the version before.</param>
public sealed record AuditVersion(int Version, DateTimeOffset At, IReadOnlyList<string> Changed);
