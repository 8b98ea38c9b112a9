using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Clock;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Desk;

/// <summary>A holiday moved a limit: the open items that are due with it move too.</summary>
internal sealed class RedateItems(Work work) : IHandle<DueChanged>
{
    public Task Handle(DueChanged happened, CancellationToken ct) => work.Run(async (DeskDb db) =>
    {
        // A limit of its own, a stage's, its room counts again; the item that showed the old date shows the new.
        var items = await db.Items
            .Where(item => item.Reference == happened.Reference && item.ClosedAt == null && item.DueAt == happened.DueBefore)
            .ToListAsync(ct);
        foreach (var item in items) item.Redate(happened.DueAt);
        return items.Count;
    }, ct);
}
