using OpenSeva.Kernel;

namespace OpenSeva.Catalogue.Versions;

/// <summary>The demonstration state offers every service of the services folder.</summary>
internal sealed class DemonstrationServices(Publication publication, Settings settings) : IDemoStep
{
    public int Order => 30;

    public string Title => "Services";

    public async Task Load(CancellationToken ct)
    {
        foreach (var outcome in await publication.Below(settings.ServicesDirectory, ct))
        {
            foreach (var mistake in outcome.Mistakes) Console.Error.WriteLine(mistake);
            if (outcome.Refusal is { } refusal) Console.Error.WriteLine(refusal);
        }
    }
}
