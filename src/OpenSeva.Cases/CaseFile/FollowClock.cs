using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Clock;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Cases.CaseFile;

/// <summary>A holiday moved a limit: the case shows the clock's present word.</summary>
internal sealed class FollowClock(Work work) : IHandle<DueChanged>
{
    public Task Handle(DueChanged happened, CancellationToken ct) => work.Run(async (CasesDb db, IClock clock) =>
    {
        var file = await db.Cases.FirstOrDefaultAsync(one => one.Id == happened.Reference, ct);
        file?.Redate((await clock.Of(file.Id, ct))?.DueAt);
        return file?.DueAt;
    }, ct);
}
