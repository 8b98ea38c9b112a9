using OpenSeva.Contracts.Desk;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Decisions;

/// <summary>Where an officer comes to after an act: the case, with what was done said on top and the way to what waits next.</summary>
internal sealed class AfterAct(IDesk desk, Acting acting)
{
    /// <summary>The case's place in the officer's inbox, asked before the act takes it away from there.</summary>
    public async Task<string?> Place(Guid caseId, CancellationToken ct) =>
        (await desk.Of(caseId, ct)).FirstOrDefault(item => item.ClosedAt is null && item.PostId == acting.Actor.PostId)?.Place;

    public static string Address(Guid caseId, string done, string? place) =>
        $"/office/cases/{caseId}?done={done}{(place is null ? "" : $"&after={place}")}";
}
