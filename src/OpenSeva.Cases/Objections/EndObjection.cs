using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Decisions;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;
using OpenSeva.LegalClock;

namespace OpenSeva.Cases.Objections;

public sealed record EndObjectionRequest([property: Required, StringLength(2000, MinimumLength = 3)] string Remarks);

/// <summary>
/// The officer goes on without the citizen's answer: the time for it is over, or the objection was a mistake.
/// The clock runs again, and the stage's actions (a refusal for want of an answer among them) are open.
/// </summary>
internal sealed class EndObjection(Work work, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder cases) => cases
        .MapPost("/{id:guid}/objection/end", Post).RequireAuthorization(Policy.Officer).TakesMatch()
        .WithSummary("Go on without the citizen's answer to the open objection");

    private static async Task<Ok<Ended>> Post(Guid id, EndObjectionRequest request, HttpContext http, EndObjection end, CancellationToken ct) =>
        TypedResults.Ok(http.Tagged(await end.End(id, request.Remarks, http.Seen(), ct)));

    public Task<Ended> End(Guid id, string remarks, long? version, CancellationToken ct) => work.Run(async services =>
    {
        var (db, now) = (services.GetRequiredService<CasesDb>(), clock.Now);
        var inHand = await services.GetRequiredService<TakeInHand>().Take(id, acting.Actor, ct);
        var file = inHand.Case;
        inHand.MustBeAtHand(version);
        if (!inHand.Standing.MayEndObjection()) throw new Refusal("case.not-asked", file.Number);
        if (string.IsNullOrWhiteSpace(remarks)) throw new Refusal("case.remarks-missing");

        var objection = await db.Objections.SingleAsync(one => one.CaseId == id && one.AnsweredAt == null && one.LapsedAt == null, ct);
        objection.Lapse(now);
        var due = objection.PauseReason is { } reason
            ? await services.GetRequiredService<IClock>().Record(id, ClockEventKind.Resumed, reason, ct)
            : await services.GetRequiredService<IClock>().Of(id, ct);
        file.GoOnUnanswered(due, now);
        db.Acts.Add(CaseAct.Of(file, ActKind.ObjectionEnded, acting.Actor, now, new(Remarks: remarks, Reference: objection.Id)));
        await services.GetRequiredService<IDesk>().Redate(
            file.ItemId, await services.GetRequiredService<Routing>().DueAt(id, inHand.Stage, file.StageSince, ct), ct);
        await services.GetRequiredService<Clearances.ClearanceLimits>().Recount(file, inHand.Definition, ct);
        return new Ended(id, file.Number, file.State, file.DueAt, file.Version + 1);
    }, ct);

    internal sealed record Ended(Guid Id, string Number, CaseState State, DateTimeOffset? DueAt, int Version) : IVersioned;
}
