using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Decisions;
using OpenSeva.Cases.Fees;
using OpenSeva.Cases.Messages;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;
using OpenSeva.LegalClock;

namespace OpenSeva.Cases.Charges;

public sealed record CallOffChargeRequest([property: Required, StringLength(2000, MinimumLength = 3)] string Remarks);

/// <summary>
/// A further fee asked for by mistake: the desk calls it off while nobody has paid. The demand counts no longer, the
/// clock goes on, and the citizen reads why in the case's conversation.
/// </summary>
internal sealed class CallOffCharge(Work work, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder cases) => cases
        .MapPost("/{id:guid}/charges/{charge:guid}/cancellation", Post).RequireAuthorization(Policy.Officer).TakesMatch()
        .WithSummary("Call off a further fee that was asked for by mistake and is not paid");

    private static async Task<Ok<CalledOff>> Post(Guid id, Guid charge, CallOffChargeRequest request, HttpContext http, CallOffCharge call, CancellationToken ct) =>
        TypedResults.Ok(http.Tagged(await call.CallOff(id, charge, request.Remarks, http.Seen(), ct)));

    public Task<CalledOff> CallOff(Guid id, Guid charge, string remarks, long? version, CancellationToken ct) =>
        work.Run(services => CallOff(services, id, charge, remarks, version, ct), ct);

    private async Task<CalledOff> CallOff(IServiceProvider services, Guid id, Guid chargeId, string remarks, long? version, CancellationToken ct)
    {
        var (db, now) = (services.GetRequiredService<CasesDb>(), clock.Now);
        var inHand = await services.GetRequiredService<TakeInHand>().Take(id, acting.Actor, ct);
        var file = inHand.Case;
        if (file.IsOver) throw new Refusal("case.closed", file.Number);
        inHand.MustBeAtHand(version);
        if (string.IsNullOrWhiteSpace(remarks)) throw new Refusal("case.remarks-missing");
        if (remarks.Length > CaseMessage.Longest) throw new Refusal("case.too-long", CaseMessage.Longest);

        var charge = await db.Charges.FirstOrDefaultAsync(one => one.Id == chargeId && one.CaseId == id && one.LapsedAt == null, ct) ?? throw new Refusal("request.not-found");
        // Paid a moment ago, the news may still be on its way: the demand knows.
        if (charge.PaidAt is not null || !await services.GetRequiredService<IPayments>().Cancel(charge.Id, ct)) throw new Refusal("case.charge-paid", file.Number);

        charge.Lapse(now);
        db.Acts.Add(CaseAct.Of(file, ActKind.ChargeCalledOff, acting.Actor, now, new(Remarks: remarks, Reference: charge.Id)));
        db.Messages.Add(CaseMessage.Write(id, acting.Actor, remarks, now));
        file.MessageSent(fromCitizen: false, now);
        if (charge.FirstPaidAt is not null) await services.GetRequiredService<FeeDesk>().Settled(id, charge.Id, ct);
        else if (charge.PauseReason is { } reason)
        {
            await services.GetRequiredService<IClock>().Record(id, ClockEventKind.Resumed, reason, ct);
            await services.GetRequiredService<Beginning>().Redate(inHand, ct);
        }

        return new(id, file.Number, file.State, file.DueAt, file.Version + 1);
    }

    internal sealed record CalledOff(Guid Id, string Number, CaseState State, DateTimeOffset? DueAt, int Version) : IVersioned;
}
