using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Directory;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Submission;

/// <summary>Whose desk a stage or a clearance is over an area, and until when it may take there.</summary>
internal sealed class Routing(IDirectory directory, IClock legalClock, TimeProvider clock)
{
    /// <summary>The department's own post first; a role that only another department carries is found there.</summary>
    /// <exception cref="Refusal">case.unroutable: no post carries the role over this area.</exception>
    public async Task<SeatCard> Of(Stage stage, ServiceDefinition definition, string unit, CancellationToken ct) =>
        await directory.Route(stage.Role, unit, definition.Department, clock.Today, ct)
        ?? await directory.Route(stage.Role, unit, null, clock.Today, ct)
        ?? throw new Refusal("case.unroutable", stage.Role);

    public async Task<SeatCard> Of(Clearance clearance, string unit, CancellationToken ct) =>
        await directory.Route(clearance.Role, unit, null, clock.Today, ct) ?? throw new Refusal("case.unroutable", clearance.Role);

    /// <summary>The stage's own limit inside the statute's, or the statute's; null while the legal clock stands still.</summary>
    /// <param name="since">When the stage began.</param>
    public async Task<DateTimeOffset?> DueAt(Guid caseId, Stage stage, DateTimeOffset since, CancellationToken ct) => stage.LimitDays is { } days
        ? await legalClock.StageDueOf(caseId, days, since, ct)
        : (await legalClock.Of(caseId, ct))?.DueAt;
}
