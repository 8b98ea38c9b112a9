using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Decisions;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Desk;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Clearances;

/// <param name="Remarks">Required when the office stands in the way.</param>
public sealed record AnswerClearanceRequest(bool Clear, [property: StringLength(2000)] string? Remarks = null);

/// <summary>An office that was asked answers: clear, or not clear and why.</summary>
internal sealed class AnswerClearance(Work work, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder cases) => cases
        .MapPost("/{id:guid}/clearances/{clearance:guid}/answer", Post).RequireAuthorization(Policy.Officer)
        .WithSummary("Answer a clearance that was asked of your post");

    private static async Task<Ok<Answered>> Post(Guid id, Guid clearance, AnswerClearanceRequest request, AnswerClearance answer, CancellationToken ct) =>
        TypedResults.Ok(await answer.Answer(id, clearance, request.Clear, request.Remarks, ct));

    public Task<Answered> Answer(Guid id, Guid clearance, bool clear, string? remarks, CancellationToken ct) =>
        work.Run(async (CasesDb db, TakeInHand take, IDesk desk) =>
        {
            var (actor, now) = (acting.Actor, clock.Now);
            var inHand = await take.Take(id, actor, ct);
            var file = inHand.Case;
            var asked = await db.Clearances.FirstOrDefaultAsync(one => one.Id == clearance && one.CaseId == id, ct) ?? throw new Refusal("request.not-found");
            if (asked.PostId != actor.Post) throw new Refusal("case.not-at-your-desk", file.Number);
            if (asked.State is ClearanceState.Waiting && !inHand.MayAnswer(asked, actor)) throw new Refusal("case.not-your-role", file.Number);
            if (remarks?.Length > 2000) throw new Refusal("case.too-long", 2000);

            asked.Answer(clear, remarks, actor.Id ?? throw new Refusal("actor.post-only"), now);
            db.Acts.Add(CaseAct.Of(file, clear ? ActKind.Cleared : ActKind.NotCleared, actor, now, new(asked.Code, asked.Stage, Remarks: remarks, Reference: asked.Id)));
            await desk.Close(asked.ItemId, ct);
            return new Answered(asked.Id, asked.Code, asked.State);
        }, ct);

    internal sealed record Answered(Guid Id, string Code, ClearanceState State);
}
