using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases.Clearances;
using OpenSeva.Cases.Decisions;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Cases.CaseFile;

/// <summary>
/// A holiday was declared or taken back: the desks' own limits, of stages and of clearances, are counted again. As with
/// the law's limit, one that had ended when the holiday was declared stays ended.
/// </summary>
internal sealed class FollowHolidays(Work work) : IHandle<HolidayDeclared>, IHandle<HolidayWithdrawn>
{
    /// <summary>Cases in one commit: a state-wide holiday touches many, and other writers wait meanwhile.</summary>
    private const int Batch = 200;

    public Task Handle(HolidayDeclared happened, CancellationToken ct) => Recount(happened.Calendar, happened.Date, ct);

    public Task Handle(HolidayWithdrawn happened, CancellationToken ct) => Recount(happened.Calendar, happened.Date, ct);

    private async Task Recount(string calendar, DateOnly date, CancellationToken ct)
    {
        await InBatches(after => work.Run(services => Stages(services, calendar, date, after, ct), ct));
        await InBatches(after => work.Run(services => Clearances(services, calendar, date, after, ct), ct));
    }

    private static async Task InBatches(Func<Guid, Task<Counted>> some)
    {
        var counted = new Counted(Batch, Guid.Empty);
        while (counted.Looked == Batch) counted = await some(counted.Last);
    }

    private static async Task<Counted> Stages(IServiceProvider services, string calendar, DateOnly date, Guid after, CancellationToken ct)
    {
        var (db, desk, routing) = (services.GetRequiredService<CasesDb>(), services.GetRequiredService<IDesk>(), services.GetRequiredService<Routing>());
        var following = await services.GetRequiredService<IClock>().Following(calendar, after, Batch, ct);
        var latest = Midnight(date.AddDays(2));
        var files = await db.Cases
            .Where(file => following.Contains(file.Id) && file.StageSince < latest && (file.State == CaseState.Open || file.State == CaseState.WithCitizen))
            .ToListAsync(ct);
        foreach (var file in files)
        {
            var service = await services.GetRequiredService<TakeInHand>().Version(file, ct);
            var stage = service.Definition.Workflow.Stages.Single(one => one.Code == file.Stage);
            var due = await routing.DueAt(file.Id, stage, file.StageSince, ct);
            if ((await desk.Find(file.ItemId, ct))?.DueAt != due) await desk.Redate(file.ItemId, due, ct);
        }

        return new(following.Count, following.Count > 0 ? following[^1] : after);
    }

    // The office that was asked follows its own calendar, which need not be the case's.
    private static async Task<Counted> Clearances(IServiceProvider services, string calendar, DateOnly date, Guid after, CancellationToken ct)
    {
        var (db, directory) = (services.GetRequiredService<CasesDb>(), services.GetRequiredService<IDirectory>());
        var (latest, earliest) = (Midnight(date.AddDays(2)), Midnight(date.AddDays(-1)));
        var waiting = await db.Clearances
            .Where(asked => asked.State == ClearanceState.Waiting && asked.AskedAt < latest && asked.DueAt > earliest && asked.Id.CompareTo(after) > 0)
            .OrderBy(asked => asked.Id).Take(Batch).ToListAsync(ct);
        foreach (var asked in waiting)
        {
            if ((await directory.Office(asked.OfficeId, ct))?.Calendar != calendar) continue;

            var file = await db.Cases.SingleAsync(one => one.Id == asked.CaseId, ct);
            var service = await services.GetRequiredService<TakeInHand>().Version(file, ct);
            await services.GetRequiredService<ClearanceLimits>().Recount(asked, service.Definition, ct);
        }

        return new(waiting.Count, waiting.Count > 0 ? waiting[^1].Id : after);
    }

    private static DateTimeOffset Midnight(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private sealed record Counted(int Looked, Guid Last);
}
