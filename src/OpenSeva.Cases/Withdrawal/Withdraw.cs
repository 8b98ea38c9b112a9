using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Decisions;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Cases.Withdrawal;

public sealed record WithdrawRequest([property: StringLength(2000)] string? Remarks = null);

/// <summary>The citizen takes the application back before it is decided. Nothing waits any longer; the number stays used.</summary>
internal sealed partial class Withdraw(Work work, Acting acting, TimeProvider clock, ILogger<Withdraw> log)
{
    public static void Map(IEndpointRouteBuilder cases) => cases
        .MapPost("/{id:guid}/withdrawal", Post).RequireAuthorization(Policy.Citizen).TakesMatch()
        .WithSummary("Withdraw an application that is not decided");

    private static async Task<Ok<Withdrawn>> Post(Guid id, WithdrawRequest request, HttpContext http, Withdraw withdraw, CancellationToken ct) =>
        TypedResults.Ok(http.Tagged(await withdraw.TakeBack(id, request.Remarks, http.Seen(), ct)));

    public async Task<Withdrawn> TakeBack(Guid id, string? remarks, long? version, CancellationToken ct)
    {
        var withdrawn = await work.Run(async services =>
        {
            var (db, now) = (services.GetRequiredService<CasesDb>(), clock.Now);
            _ = acting.Actor.CitizenId;
            var inHand = await services.GetRequiredService<TakeInHand>().Take(id, acting.Actor, ct);
            var file = inHand.Case;
            if (version is { } seen && seen != file.Version) throw new Refusal("request.stale");
            if (remarks?.Length > 2000) throw new Refusal("case.too-long", 2000);

            file.Withdraw(now);
            foreach (var open in await db.Objections.Where(one => one.CaseId == id && one.AnsweredAt == null && one.LapsedAt == null).ToListAsync(ct)) open.Lapse(now);
            db.Acts.Add(CaseAct.Of(file, ActKind.Withdrawn, acting.Actor, now, new(Remarks: remarks)));
            await services.GetRequiredService<Acts>().Close(inHand, ct);
            return new Withdrawn(id, file.Number, file.State, file.Version + 1);
        }, ct);
        LogWithdrawn(withdrawn.Number);
        return withdrawn;
    }

    internal sealed record Withdrawn(Guid Id, string Number, CaseState State, int Version) : IVersioned;

    [LoggerMessage(Level = LogLevel.Information, Message = "Application {Number} withdrawn")]
    private partial void LogWithdrawn(string number);
}
