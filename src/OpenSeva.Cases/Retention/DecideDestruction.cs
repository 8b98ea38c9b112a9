using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Documents;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Journal;

namespace OpenSeva.Cases.Retention;

/// <param name="Reason">Why they are turned down.</param>
public sealed record DestructionDecision(
    [Required, MinLength(1), MaxLength(DestructionRequest.Most)] IReadOnlyList<Guid> Destructions, bool Confirm, [StringLength(300)] string? Reason = null);

/// <summary>
/// Another administrator confirms a proposed destruction, or turns it down. With the confirmation the record is gone: answers,
/// files, messages, what was written between desks. The register entry stays (number, service, dates, outcome, who acted), and
/// so does what was issued, which remains verifiable. The journal keeps its entries and loses the salts under them.
/// </summary>
internal sealed partial class DecideDestruction(Work work, Acting acting, TimeProvider clock, ILogger<DecideDestruction> log)
{
    public static void Map(IEndpointRouteBuilder retention) => retention
        .MapPost("/destructions/decision", Post).RequireAuthorization(Policy.Administrator)
        .WithSummary("Confirm or turn down destructions that another administrator proposed; confirmed ones are final");

    private static async Task<NoContent> Post(DestructionDecision request, DecideDestruction decide, CancellationToken ct)
    {
        await decide.On(request, ct);
        return TypedResults.NoContent();
    }

    public async Task On(DestructionDecision decision, CancellationToken ct)
    {
        acting.MustBeFresh(clock.Now);
        var by = acting.Actor.Id!.Value;
        var destroyed = await work.Run(async services =>
        {
            var (db, numbers) = (services.GetRequiredService<CasesDb>(), new List<string>());
            foreach (var id in decision.Destructions.Distinct())
            {
                var proposed = await db.Destructions.SingleOrDefaultAsync(one => one.Id == id, ct) ?? throw new Refusal("request.not-found");
                if (!decision.Confirm) proposed.TurnDown(decision.Reason, by, clock.Now);
                else if (proposed.Confirm(by, clock.Now)) numbers.Add(await Destroy(services, db, proposed, ct));
            }

            return numbers;
        }, ct);
        foreach (var number in destroyed) LogDestroyed(number, by);
    }

    private async Task<string> Destroy(IServiceProvider services, CasesDb db, Destruction order, CancellationToken ct)
    {
        // Nobody writes into the record, or a correction of it, beside this.
        await db.Hold(order.CaseId, ct);
        var file = await db.Cases.SingleAsync(one => one.Id == order.CaseId, ct);
        // Two administrators: one who has been relieved of the power since does not count.
        if (!await services.GetRequiredService<IAccounts>().HasPower(order.ProposedBy, Grant.Administrator, ct)) throw new Refusal("case.destruction-proposer-gone", file.Number);
        await services.GetRequiredService<Erasure>().Of(file.Stream, file.Number, ct);
        await services.GetRequiredService<EndedRetention>().MustBeOver(file, ct);
        foreach (var version in await db.Answers.Where(one => one.CaseId == file.Id).ToListAsync(ct)) version.Destroy();
        foreach (var act in await db.Acts.Where(one => one.CaseId == file.Id).ToListAsync(ct)) act.Destroy();
        foreach (var objection in await db.Objections.Where(one => one.CaseId == file.Id).ToListAsync(ct)) objection.Destroy();
        foreach (var clearance in await db.Clearances.Where(one => one.CaseId == file.Id).ToListAsync(ct)) clearance.Destroy();
        db.Messages.RemoveRange(await db.Messages.Where(one => one.CaseId == file.Id).ToListAsync(ct));
        await services.GetRequiredService<IDocuments>().Destroy(file.Id, file.Number, ct);
        await services.GetRequiredService<IDesk>().Forget(file.Id, ct);
        file.Destroy(clock.Now);
        db.Acts.Add(CaseAct.Of(file, ActKind.RecordDestroyed, acting.Actor, clock.Now, new Deed(Remarks: order.Order, Reference: order.Id)));
        return file.Number;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The record of {Number} was destroyed by order of {By}")]
    private partial void LogDestroyed(string number, Guid by);
}
