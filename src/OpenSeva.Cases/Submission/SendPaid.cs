using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases.Drafts;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Cases.Submission;

/// <summary>The fee was paid: the frozen application is sent in the payer's name. A payment for anything else is passed over.</summary>
internal sealed class SendPaid(Work work, Acting acting) : IHandle<DemandPaid>
{
    public Task Handle(DemandPaid happened, CancellationToken ct)
    {
        // Who pays, sends: the history and the journal name the citizen.
        acting.Actor = new(ActorKind.Citizen, happened.Payer, null, null, []);
        return work.Run(services => Submit(services, happened, ct), ct);
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
}
