using OpenSeva.Contracts.Clock;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Cases.CaseFile;

/// <summary>How much of a limit is left in the office's working days; nothing where the law itself counts every day.</summary>
internal sealed class DaysLeft(IClock legalClock, TimeProvider clock)
{
    /// <summary>Of the law's limit.</summary>
    /// <param name="office">The office that received the application: its calendar counts.</param>
    public Task<int?> OfLaw(ServiceDefinition? definition, Guid office, DateTimeOffset? due, CancellationToken ct) =>
        definition?.Law.Rule.Unit is LimitUnit.WorkingDays ? OfDesk(office, due, ct) : Task.FromResult<int?>(null);

    /// <summary>Of a desk's limit, which counts working days always.</summary>
    public async Task<int?> OfDesk(Guid office, DateTimeOffset? due, CancellationToken ct) =>
        due is { } at ? (await legalClock.Days(office, ct)).OpenDaysBetween(clock.Now, at) : null;
}
