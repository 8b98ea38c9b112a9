using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;
using OpenSeva.LegalClock;

namespace OpenSeva.Clock;

/// <summary>What other rooms ask of the clocks.</summary>
internal sealed class Clocks(ClockDb db, IDirectory directory, DayTables tables, TimeProvider time) : IClock
{
    private static readonly OftenAsked<ClockDb, Guid, CaseClock> clockOf = new((db, reference) => db.Clocks.Where(clock => clock.Reference == reference));

    // A reader asks several things of the same clock.
    private CaseClock? read;

    public async Task<DueCard> Start(NewClock clock, CancellationToken ct)
    {
        var table = await Table(clock.OfficeId, ct);
        var started = CaseClock.Start(clock, table);
        db.Add(started);
        return Card(started, table);
    }

    public Task<DueCard> Record(Guid reference, ClockEventKind kind, string? reason, CancellationToken ct) => Record(reference, kind, reason, time.Now, ct);

    public async Task<DueCard> Record(Guid reference, ClockEventKind kind, string? reason, DateTimeOffset at, CancellationToken ct)
    {
        // Two acts of one command: the first is tracked, perhaps not saved yet.
        var clock = db.Clocks.Local.FirstOrDefault(known => known.Reference == reference)
            ?? await clockOf.First(db, reference, ct) ?? throw new InvalidOperationException($"No clock runs for {reference}.");
        var table = await Table(clock.OfficeId, ct);
        clock.Record(kind, reason, at, time.Now, table);
        return Card(clock, table);
    }

    public async Task<DueCard?> Of(Guid reference, CancellationToken ct) =>
        await Find(reference, ct) is { } clock ? Card(clock, await Table(clock.OfficeId, ct)) : null;

    public async Task<Computation?> Explain(Guid reference, CancellationToken ct)
    {
        if (await Find(reference, ct) is not { } clock) return null;
        return DueDate.Compute(clock.Rule, await Table(clock.OfficeId, ct), clock.Events, asOf: time.Now);
    }

    public async Task<DateTimeOffset> StageDue(Guid officeId, int workingDays, DateTimeOffset receivedAt, CancellationToken ct)
    {
        var rule = new ClockRule(workingDays, LimitUnit.WorkingDays, StartRule.Received, []);
        return DueDate.At(rule, await Table(officeId, ct), [new ClockEvent(ClockEventKind.Received, receivedAt)])!.Value;
    }

    public async Task<DateTimeOffset?> StageDueOf(Guid reference, int workingDays, DateTimeOffset receivedAt, CancellationToken ct) =>
        await Find(reference, ct) is { } clock
            ? DueDate.StageAt(new StageLimit("stage", workingDays), receivedAt, clock.Rule, await Table(clock.OfficeId, ct), [.. clock.Events])
            : null;

    public Task<DayTable> Days(Guid officeId, CancellationToken ct) => Table(officeId, ct);

    public async Task<IReadOnlyList<Guid>> Following(string calendar, Guid after, int most, CancellationToken ct) => await db.Clocks
        .Where(clock => clock.Calendar == calendar && clock.State != ClockState.Stopped && clock.Reference.CompareTo(after) > 0)
        .OrderBy(clock => clock.Reference).Take(most).Select(clock => clock.Reference).ToListAsync(ct);

    private async Task<CaseClock?> Find(Guid reference, CancellationToken ct) =>
        db.Clocks.Local.FirstOrDefault(known => known.Reference == reference)
        ?? (read?.Reference == reference ? read : read = await clockOf.First(db, reference, ct));

    private async Task<DayTable> Table(Guid officeId, CancellationToken ct) => tables.Of(await directory.Calendar(officeId, ct));

    private DueCard Card(CaseClock clock, DayTable table) => new(
        clock.State, clock.StartedAt, clock.DueAt, clock.Rule.Limit, clock.Rule.Unit,
        DueDate.CountedBy(time.Now, clock.Rule, table, [.. clock.Events]), clock.PauseReason) { Start = clock.Rule.Start };
}
