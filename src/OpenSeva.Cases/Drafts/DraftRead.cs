using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Drafts;

/// <summary>A citizen's draft with the version of the service it was begun under.</summary>
internal sealed record DraftInHand(Draft Draft, PublishedService Service);

internal static class DraftReading
{
    /// <summary>The citizen's own draft; anybody else's is not there.</summary>
    public static async Task<DraftInHand> Own(this CasesDb db, ICatalogue catalogue, Guid id, Actor actor, CancellationToken ct) =>
        await db.FindOwn(catalogue, id, actor, ct) ?? throw new Refusal("request.not-found");

    /// <summary>Two who send the same draft at once wait for each other at its row; the second finds it sent.</summary>
    public static Task Hold(this CasesDb db, Guid id, DateTimeOffset now, CancellationToken ct) =>
        db.Drafts.Where(draft => draft.Id == id).ExecuteUpdateAsync(set => set.SetProperty(draft => draft.ChangedAt, now), ct);

    public static async Task<DraftInHand?> FindOwn(this CasesDb db, ICatalogue catalogue, Guid id, Actor actor, CancellationToken ct)
    {
        var citizen = actor.CitizenId;
        if (await db.Drafts.FirstOrDefaultAsync(draft => draft.Id == id && draft.CitizenId == citizen, ct) is not { } draft) return null;

        return new(draft, await catalogue.Version(draft.Service, draft.ServiceVersion, ct)
            ?? throw new InvalidOperationException($"Version {draft.ServiceVersion} of {draft.Service} is gone; versions are never removed."));
    }
}
