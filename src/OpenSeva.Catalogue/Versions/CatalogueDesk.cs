using OpenSeva.Contracts.Catalogue;

namespace OpenSeva.Catalogue.Versions;

/// <summary>Answers other rooms from the shelf.</summary>
internal sealed class CatalogueDesk(Shelf shelf) : ICatalogue
{
    public async Task<PublishedService?> Current(string code, DateOnly on, CancellationToken ct) => (await shelf.On(on, ct)).Find(code);

    public async Task<PublishedService?> Version(string code, int version, CancellationToken ct) => await shelf.Version(code, version, ct);

    public async Task<IReadOnlyList<PublishedService>> All(DateOnly on, CancellationToken ct) => (await shelf.On(on, ct)).Services;
}
