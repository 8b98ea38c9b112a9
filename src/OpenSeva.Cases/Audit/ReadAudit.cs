using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Audit;

/// <summary>
/// A case as an auditor follows it: every act with person and post, every movement between desks, and for each version
/// of the answers which fields and documents changed. That nothing of it was edited is proved by <c>openseva journal verify</c>.
/// </summary>
internal sealed class ReadAudit(CasesDb db, IDesk desk, IDirectory directory, IAccounts accounts, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder cases) => cases
        .MapGet("/{id:guid}/audit", Get).RequireAuthorization(Policy.Auditor)
        .WithSummary("A case's audit trail: acts with person and post, movements, changed answers");

    private static async Task<Ok<AuditTrail>> Get(Guid id, ReadAudit audit, CancellationToken ct) => TypedResults.Ok(await audit.Read(id, ct));

    public async Task<AuditTrail> Read(Guid id, CancellationToken ct)
    {
        var file = await db.Readable(id, acting.Actor, ct);
        var acts = await db.Acts.Where(act => act.CaseId == id).OrderBy(act => act.N).ToListAsync(ct);
        var answers = await db.Answers.Where(one => one.CaseId == id).OrderBy(one => one.N).ToListAsync(ct);
        var movements = await desk.Movements(id, ct);
        var posts = acts.SelectMany(act => new[] { act.PostId, act.ToPost }).OfType<Guid>().Concat(movements.Select(movement => movement.PostId)).Distinct().ToList();
        var seats = (await directory.Posts(posts, clock.Today, ct)).ToDictionary(seat => seat.PostId, seat => $"{seat.Title}, {seat.Office.Name}");
        var names = await accounts.StaffNames([.. acts.Where(act => act.ActorKind is ActorKind.Staff).Select(act => act.ActorId).OfType<Guid>().Distinct()], ct);
        return new(
            id, file.Number, file.Stream,
            [.. acts.Select(act => new AuditAct(
                act.N, Kebab(act.Kind.ToString()), act.Action, act.Stage, act.ToStage, act.At, Kebab(act.ActorKind.ToString()), act.ActorId,
                act.ActorId is { } who && names.TryGetValue(who, out var name) ? name : null,
                act.PostId is { } post ? seats.GetValueOrDefault(post) : null, act.ToPost is { } to ? seats.GetValueOrDefault(to) : null, act.Remarks, act.Reasons))],
            [.. movements.Select(movement => new AuditMovement(movement.Kind, seats.GetValueOrDefault(movement.PostId), movement.Stage, movement.From, movement.Until))],
            [.. answers.Select((version, place) => new AuditVersion(version.N, version.At, place is 0 ? [] : Changed(answers[place - 1], version)))]);
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
public sealed record AuditTrail(Guid Id, string Number, string Stream, IReadOnlyList<AuditAct> Acts, IReadOnlyList<AuditMovement> Movements, IReadOnlyList<AuditVersion> Answers);

public sealed record AuditAct(
    int N, string Kind, string? Action, string Stage, string? ToStage, DateTimeOffset At, string Actor, Guid? ActorId, string? Name, string? Post, string? To,
    string? Remarks, IReadOnlyList<string> Reasons);

/// <param name="Until">Null: it is there now.</param>
public sealed record AuditMovement(string Kind, string? Post, string Stage, DateTimeOffset From, DateTimeOffset? Until);

/// <param name="Changed">Fields and documents that differ from the version before.</param>
public sealed record AuditVersion(int Version, DateTimeOffset At, IReadOnlyList<string> Changed);
