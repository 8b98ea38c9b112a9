using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases.Drafts;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Notices;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Cases.Submission;

/// <summary>
/// The fee was paid: the frozen application is sent in the payer's name. A payment for anything else is passed over.
/// Refused nevertheless, it is the citizen's again to mend and to send, the fee staying paid, and the citizen is told.
/// </summary>
internal sealed class SendPaid(Work work, Acting acting) : IHandle<DemandPaid>
{
    /// <summary>Words notices.paid-not-sent: {0} service, {1} why.</summary>
    private const string NotSent = "paid-not-sent";

    public async Task Handle(DemandPaid happened, CancellationToken ct)
    {
        // Who pays, sends: the history and the journal name the citizen.
        acting.Actor = new(ActorKind.Citizen, happened.Payer, null, null, []);
        try
        {
            await work.Run(services => Submit(services, happened, ct), ct);
        }
        // That no office answers for the place is the administration's to mend: the sending is tried again until it has.
        catch (Refusal refusal) when (refusal.Code is not "case.unroutable")
        {
            await work.Run(services => GiveBack(services, happened, refusal, ct), ct);
        }
    }

    /// <returns>The case's number; null when there was nothing to send.</returns>
    private async Task<string?> Submit(IServiceProvider services, DemandPaid paid, CancellationToken ct)
    {
        var (db, catalogue) = (services.GetRequiredService<CasesDb>(), services.GetRequiredService<ICatalogue>());
        await db.Hold(paid.Reference, services.GetRequiredService<TimeProvider>().Now, ct);
        if (await db.FindOwn(catalogue, paid.Reference, acting.Actor, ct) is not { } inHand) return null;

        // Not asked for any more: the citizen is changing answers and sends when done.
        var (draft, service) = inHand;
        if (draft.State is not DraftState.AwaitingPayment) return null;

        // Taken back again before it could be sent: it waits for its fee as before.
        if (await services.GetRequiredService<IPayments>().Of(paid.Reference, ct) is not { PaidAt: not null }) return null;

        var filed = await services.GetRequiredService<Filing>().File(
            new(draft.Id, service, draft.CitizenId, draft.Language, draft.Answers, draft.Documents) { FiledAs = draft.FiledAs }, acting.Actor, ct);
        db.Drafts.Remove(draft);
        return filed.Number;
    }

    /// <returns>Whether the application was given back.</returns>
    private async Task<bool> GiveBack(IServiceProvider services, DemandPaid paid, Refusal refusal, CancellationToken ct)
    {
        var (db, now) = (services.GetRequiredService<CasesDb>(), services.GetRequiredService<TimeProvider>().Now);
        await db.Hold(paid.Reference, now, ct);
        if (await db.FindOwn(services.GetRequiredService<ICatalogue>(), paid.Reference, acting.Actor, ct) is not { Draft.State: DraftState.AwaitingPayment } inHand) return false;

        inHand.Draft.Reopen(now);
        if (await services.GetRequiredService<IAccounts>().Citizen(paid.Payer, ct) is not { } citizen) return true;

        var (name, why) = (inHand.Service.Texts.In(citizen.Language, "name"), services.GetRequiredService<Words>().In(citizen.Language, $"refusal.{refusal.Code}", [.. refusal.Args]));
        await services.GetRequiredService<INotices>().Send(
            new(new(citizen.Id, citizen.Email, citizen.Mobile, citizen.Language), NotSent, [name, why], Path: $"/applications/{paid.Reference}/check"), ct);
        return true;
    }
}
