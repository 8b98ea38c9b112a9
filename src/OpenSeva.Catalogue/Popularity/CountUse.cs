using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Cases;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Catalogue.Popularity;

/// <summary>Counts each application that was sent.</summary>
internal sealed class CountUse(Work work) : IHandle<CaseSubmitted>
{
    public Task Handle(CaseSubmitted happened, CancellationToken ct) => work.Run(async (CatalogueDb db) =>
    {
        // Two nodes may count at once: the database adds, not the program.
        var counted = await db.Uses.Where(use => use.Code == happened.Service).ExecuteUpdateAsync(set => set.SetProperty(use => use.Sent, use => use.Sent + 1), ct);
        if (counted is 0) db.Add(ServiceUse.First(happened.Service));
        return counted;
    }, ct);
}
