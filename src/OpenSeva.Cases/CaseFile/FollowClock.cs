using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases.Clearances;
using OpenSeva.Cases.Decisions;
using OpenSeva.Contracts.Clock;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Cases.CaseFile;

/// <summary>A holiday moved a limit: the case shows the clock's present word, and no clearance ends after it.</summary>
internal sealed class FollowClock(Work work) : IHandle<DueChanged>
{
    public Task Handle(DueChanged happened, CancellationToken ct) => work.Run(async services =>
    {
        var (db, clock) = (services.GetRequiredService<CasesDb>(), services.GetRequiredService<IClock>());
        if (await db.Cases.FirstOrDefaultAsync(one => one.Id == happened.Reference, ct) is not { } file) return null;

        file.Redate((await clock.Of(file.Id, ct))?.DueAt);
        var service = await services.GetRequiredService<TakeInHand>().Version(file, ct);
        if (!file.IsOver) await services.GetRequiredService<ClearanceLimits>().Recount(file, service.Definition, ct);
        return file.DueAt;
    }, ct);
}
