using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Cases.Decisions;

/// <summary>The post that handed a case on takes it back, as long as the next desk has not opened it.</summary>
internal sealed class PullBack(Work work, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder cases) => cases
        .MapPost("/{id:guid}/pull-back", Post).RequireAuthorization(Policy.Officer)
        .WithSummary("Take back a case you handed on, while the next desk has not opened it");

    private static async Task<Ok<PulledBack>> Post(Guid id, PullBack pull, HttpContext http, CancellationToken ct) => TypedResults.Ok(http.Tagged(await pull.Pull(id, ct)));

    public Task<PulledBack> Pull(Guid id, CancellationToken ct) => work.Run(async services =>
    {
        var (db, now, actor) = (services.GetRequiredService<CasesDb>(), clock.Now, acting.Actor);
        var inHand = await services.GetRequiredService<TakeInHand>().Take(id, actor, ct);
        var file = inHand.Case;
        var last = await db.Acts.Where(act => act.CaseId == id).OrderByDescending(act => act.N).FirstAsync(ct);
        if (last.Kind is not (ActKind.Forwarded or ActKind.Recommended or ActKind.Returned) || last.PostId != actor.Post)
            throw new Refusal("case.not-handed-on-by-you", file.Number);

        var seat = await services.GetRequiredService<IDirectory>().Post(actor.Post, clock.Today, ct) ?? throw new Refusal("request.not-found");
        var from = file.Stage;
        file.MoveTo(seat, last.Stage, now);
        db.Acts.Add(CaseAct.Of(file, ActKind.PulledBack, actor, now, new(Stage: from, ToStage: last.Stage, ToPost: seat.PostId)));
        var stage = inHand.Definition.Workflow.Stages.Single(one => one.Code == last.Stage);
        await services.GetRequiredService<IDesk>().Pull(file.ItemId, seat.PostId, stage.Code, await services.GetRequiredService<Routing>().DueAt(id, stage, now, ct), ct);
        return new PulledBack(id, file.Number, file.State, file.Stage, file.Version + 1);
    }, ct);

    internal sealed record PulledBack(Guid Id, string Number, CaseState State, string Stage, int Version) : IVersioned;
}
