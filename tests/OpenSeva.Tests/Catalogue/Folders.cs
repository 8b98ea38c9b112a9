using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Catalogue.Versions;
using OpenSeva.Definitions;

namespace OpenSeva.Tests.Catalogue;

/// <summary>Service folders of a test's own, to publish into a demonstration.</summary>
internal sealed class Folders : IDisposable
{
    private readonly string root = System.IO.Directory.CreateTempSubdirectory("openseva-services-").FullName;

    public string Root => root;

    /// <summary>A copy of the income certificate under another code, changed.</summary>
    public void Add(string code, params (string Written, string Instead)[] changes)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(root, "revenue", code)).FullName;
        foreach (var (name, text) in ServiceFiles.FromFolder(Path.Combine(Definitions.Samples.Root, "services/revenue/income-certificate")).Content)
        {
            var changed = text.Replace("code: income-certificate", $"code: {code}", StringComparison.Ordinal);
            if (name is ServiceFiles.Service) changed = changes.Aggregate(changed, (sum, change) => sum.Replace(change.Written, change.Instead, StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(folder, name), changed);
        }
    }

    /// <summary>What became of each folder, by its service's folder name.</summary>
    public async Task<IReadOnlyDictionary<string, Outcome>> Publish(SevaApp app) => (await app.Read(services =>
            services.GetRequiredService<Publication>().Below(root, default)))
        .ToDictionary(outcome => Path.GetFileName(outcome.Folder));

    public void Dispose() => System.IO.Directory.Delete(root, recursive: true);
}
