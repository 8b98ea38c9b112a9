using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.LegalClock;

namespace OpenSeva.Clock;

/// <summary>
/// A holiday was declared: every clock on that calendar is counted again. A limit still running moves; one that has
/// ended stays where it was, and the clock says so.
/// </summary>
internal sealed partial class RecountAfterHoliday(Work work, ILogger<RecountAfterHoliday> log) : IHandle<HolidayDeclared>
{
    /// <summary>Clocks in one commit: a state-wide holiday touches many, and other writers wait meanwhile.</summary>
    private const int Batch = 200;

    public async Task Handle(HolidayDeclared happened, CancellationToken ct)
    {
        var (changed, after) = (0, Guid.Empty);
        while (true)
        {
            var from = after;
            var done = await work.Run((ClockDb db, IDirectory directory, DayTables tables) => Recount(db, directory, tables, happened, from, ct), ct);
            (changed, after) = (changed + done.Changed, done.Last);
            if (done.Looked < Batch) break;
        }
        if (changed > 0) LogRecounted(happened.Calendar, happened.Date, changed);
    }

    private static async Task<Recounted> Recount(
        ClockDb db, IDirectory directory, DayTables tables, HolidayDeclared happened, Guid after, CancellationToken ct)
    {
        var clocks = await db.Clocks
            .Where(clock => clock.Calendar == happened.Calendar && clock.State != ClockState.Stopped && clock.DueAt != null)
            .Where(clock => clock.Id.CompareTo(after) > 0)
            .OrderBy(clock => clock.Id)
            .Take(Batch)
            .ToListAsync(ct);
        var changed = 0;
        foreach (var clock in clocks)
        {
            var table = tables.Of(await directory.Calendar(clock.OfficeId, ct));
            if (clock.Recount(happened.Date, happened.At, table)) changed++;
        }
        return new Recounted(clocks.Count, changed, clocks.Count > 0 ? clocks[^1].Id : after);
    }

    private sealed record Recounted(int Looked, int Changed, Guid Last);

    [LoggerMessage(Level = LogLevel.Information, Message = "Holiday {Date} of calendar {Calendar} moved or confirmed {Changed} due dates")]
    private partial void LogRecounted(string calendar, DateOnly date, int changed);
}
