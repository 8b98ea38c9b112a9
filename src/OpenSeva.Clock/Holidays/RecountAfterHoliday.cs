using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.LegalClock;

namespace OpenSeva.Clock;

/// <summary>
/// A holiday was declared or withdrawn: every clock on that calendar which may have counted the day is counted again.
/// A limit still running moves; one that had ended when the holiday was declared stays, and the clock says so.
/// </summary>
internal sealed partial class RecountAfterHoliday(Work work, ILogger<RecountAfterHoliday> log)
    : IHandle<HolidayDeclared>, IHandle<HolidayWithdrawn>
{
    /// <summary>Clocks in one commit: a state-wide holiday touches many, and other writers wait meanwhile.</summary>
    private const int Batch = 200;

    public Task Handle(HolidayDeclared happened, CancellationToken ct) => Recount(happened.Calendar, happened.Date, happened.At, ct);

    public Task Handle(HolidayWithdrawn happened, CancellationToken ct) => Recount(happened.Calendar, happened.Date, happened.At, ct);

    private async Task Recount(string calendar, DateOnly date, DateTimeOffset at, CancellationToken ct)
    {
        var (changed, after) = (0, Guid.Empty);
        while (true)
        {
            var from = after;
            var done = await work.Run((ClockDb db, IDirectory directory, DayTables tables) => Some(db, directory, tables, new(calendar, date, at), from, ct), ct);
            (changed, after) = (changed + done.Changed, done.Last);
            if (done.Looked < Batch) break;
        }
        if (changed > 0) LogRecounted(calendar, date, changed);
    }

    private static async Task<Recounted> Some(
        ClockDb db, IDirectory directory, DayTables tables, HolidayDeclared happened, Guid after, CancellationToken ct)
    {
        // A day west of Greenwich to a day east of it: whoever could have counted the date.
        var (latestStart, earliestDue) = (Midnight(happened.Date.AddDays(2)), Midnight(happened.Date.AddDays(-1)));
        var clocks = await db.Clocks
            .Where(clock => clock.Calendar == happened.Calendar && clock.State != ClockState.Stopped)
            .Where(clock => clock.StartedAt < latestStart && clock.DueAt > earliestDue)
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

    private static DateTimeOffset Midnight(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private sealed record Recounted(int Looked, int Changed, Guid Last);

    [LoggerMessage(Level = LogLevel.Information, Message = "Calendar {Calendar} changed on {Date}: {Changed} due dates moved or confirmed")]
    private partial void LogRecounted(string calendar, DateOnly date, int changed);
}
