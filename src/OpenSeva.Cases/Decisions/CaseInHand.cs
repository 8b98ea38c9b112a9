using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Clearances;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Directory;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;
using OpenSeva.LegalClock;

namespace OpenSeva.Cases.Decisions;

/// <summary>A case with the version of the service it is pinned to and everything a decision looks at.</summary>
internal sealed record CaseInHand(Case Case, PublishedService Service, CaseAnswers Answers, IReadOnlyList<ClearanceRequest> Clearances, Standing Standing)
{
    public ServiceDefinition Definition => Service.Definition;

    public Stage Stage => Standing.Stage;

    /// <summary>For acts beside the stage's own: from the desk that holds the case, in the stage's role, on the case as it was seen.</summary>
    /// <exception cref="Refusal">request.stale, case.not-at-your-desk, case.not-your-role</exception>
    public void MustBeAtHand(long? seen)
    {
        if (seen is { } version && version != Case.Version) throw new Refusal("request.stale");
        if (!Standing.Holds) throw new Refusal("case.not-at-your-desk", Case.Number);
        if (!Standing.HasRole()) throw new Refusal("case.not-your-role", Case.Number);
    }

    /// <summary>The service knows further fees.</summary>
    public bool HasCharges => Definition.Actions.Any(action => action.Kind is ActionKind.Charge);
}

/// <summary>Takes a case in hand: the few queries every act begins with.</summary>
internal sealed class TakeInHand(CasesDb db, ICatalogue catalogue, IDirectory directory, IClock legalClock, TimeProvider clock)
{
    private static readonly OftenAsked<CasesDb, Guid, Maker> makersOf = new((db, id) => db.Acts
        .Where(act => act.CaseId == id && act.ActorKind == ActorKind.Staff && act.ActorId != null && act.Kind != ActKind.FeeNoted)
        .Select(act => new Maker(act.Stage, act.ActorId!.Value)).Distinct());

    /// <exception cref="Refusal">request.not-found: it does not exist, or the actor may not see it.</exception>
    public async Task<CaseInHand> Take(Guid id, Actor actor, CancellationToken ct)
    {
        var (file, answers) = await db.WithAnswers(id, actor, ct) ?? throw new Refusal("request.not-found");
        var service = await Version(file, ct);
        var stage = service.Definition.Workflow.Stages.Single(one => one.Code == file.Stage);
        var clearances = stage.Clearances.Count > 0 || service.Definition.Workflow.Stages.Any(one => one.Clearances.Count > 0)
            ? InOrder(await db.Clearances.Where(asked => asked.CaseId == id).ToListAsync(ct), service.Definition.Workflow) : [];
        var makers = stage.Actions.Any(action => action.NotBy.Count > 0)
            ? await makersOf.All(db, id, ct) : [];
        var begun = service.Definition.StartsLater && stage.Actions.Any(action => action.Kind is ActionKind.Complete or ActionKind.Report or ActionKind.Approve)
            ? await legalClock.Of(id, ct) : null;
        var charges = service.Definition.Actions.Any(action => action.Kind is ActionKind.Charge)
            ? await db.Charges.Where(charge => charge.CaseId == id && charge.LapsedAt == null).ToListAsync(ct) : [];
        return new(file, service, answers, clearances, new(
            file.State, stage, answers.Answers, clock.Today, actor.Kind is ActorKind.Staff && actor.PostId == file.PostId,
            await Roles(actor, ct), actor.Id,
            makers, [.. clearances.Select(asked => new Asked(asked.Code, asked.State))])
        {
            HasBegun = begun is { StartedAt: not null },
            AwaitsTime = begun is { StartedAt: null, Start: StartRule.ExternalReport or StartRule.Paid },
            Owes = charges.Any(charge => charge.PaidAt is null),
            PaidHeads = [.. charges.Where(charge => charge.PaidAt is not null).SelectMany(charge => charge.Heads)],
        });
    }

    private async Task<IReadOnlyList<string>> Roles(Actor actor, CancellationToken ct) =>
        actor is { Kind: ActorKind.Staff, PostId: { } post } ? (await directory.Post(post, clock.Today, ct))?.Roles ?? [] : [];

    // Those asked at once stand as the definition names them.
    private static List<ClearanceRequest> InOrder(List<ClearanceRequest> asked, Workflow workflow)
    {
        var order = workflow.Stages.SelectMany(stage => stage.Clearances).Select(clearance => clearance.Code).ToList();
        return [.. asked.OrderBy(one => one.AskedAt).ThenBy(one => order.IndexOf(one.Code))];
    }

    public async Task<PublishedService> Version(Case file, CancellationToken ct) =>
        await catalogue.Version(file.Service, file.ServiceVersion, ct)
        ?? throw new InvalidOperationException($"Version {file.ServiceVersion} of {file.Service} is gone; versions are never removed.");
}
