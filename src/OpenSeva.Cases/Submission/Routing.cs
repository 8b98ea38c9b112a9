using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Directory;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

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

    /// <summary>The earlier of the stage's own limit and the statute's; null while the legal clock stands still.</summary>
    public async Task<DateTimeOffset?> DueAt(Stage stage, SeatCard seat, DueCard? due, CancellationToken ct)
    {
        if (due?.State is ClockState.Paused) return null;
        if (stage.LimitDays is not { } days) return due?.DueAt;

        var own = await legalClock.StageDue(seat.Office.Id, days, ct);
        return due?.DueAt is { } statutory && statutory < own ? statutory : own;
    }
}
