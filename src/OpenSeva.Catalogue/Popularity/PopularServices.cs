using Microsoft.EntityFrameworkCore;
using OpenSeva.Catalogue.Versions;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Kernel;

namespace OpenSeva.Catalogue.Popularity;

/// <summary>The services people apply for most; where nobody has applied yet, in order of their names.</summary>
internal sealed class PopularServices(Shelf shelf, CatalogueDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<PublishedService>> Best(int count, CancellationToken ct)
    {
        var sent = await db.Uses.OrderByDescending(use => use.Sent).Take(100).ToDictionaryAsync(use => use.Code, use => use.Sent, ct);
        return
        [
            .. (await shelf.On(clock.Today, ct)).Services
                .OrderByDescending(service => sent.GetValueOrDefault(service.Definition.Code))
                .ThenBy(service => service.Name, StringComparer.Ordinal)
                .Take(count),
        ];
    }
}
