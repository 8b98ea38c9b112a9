using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace OpenSeva.Tests.House;

/// <summary>Nothing enters the product, or its tests, under a licence we cannot pass on.</summary>
public class LicenceTests
{
    private static readonly string[] Admitted = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "PostgreSQL", "MPL-2.0", "LGPL-2.1", "LGPL-2.1-or-later", "0BSD", "public domain"];

    // These say their licence in a file or by address instead of an expression; read by a person, version by version.
    private static readonly Dictionary<string, string> ReadByHand = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SourceGear.sqlite3"] = "public domain",
    };

    [Fact]
    public void Every_restored_package_has_an_admitted_licence()
    {
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var wrong = new List<string>();
        var seen = 0;
        foreach (var (name, version) in Restored())
        {
            var nuspec = Path.Combine(cache, name.ToLowerInvariant(), version, $"{name.ToLowerInvariant()}.nuspec");
            if (!File.Exists(nuspec)) continue;
            seen++;
            if (!IsAdmitted(name, Licence(nuspec))) wrong.Add($"{name} {version}: {Licence(nuspec)}");
        }

        Assert.True(seen > 10, $"only {seen} packages were found in {cache}");
        Assert.Empty(wrong);
    }

    private static bool IsAdmitted(string name, string licence) =>
        licence.Split(' ').Where(part => part is not ("AND" or "OR" or "WITH")).All(part => Admitted.Contains(part.Trim('(', ')')))
        || (ReadByHand.TryGetValue(name, out var read) && Admitted.Contains(read));

    private static string Licence(string nuspec)
    {
        using var reader = XmlReader.Create(nuspec);
        var elements = XDocument.Load(reader).Descendants().ToList();
        return elements.FirstOrDefault(element => element.Name.LocalName is "license" && element.Attribute("type")?.Value is "expression")?.Value
            ?? elements.FirstOrDefault(element => element.Name.LocalName is "license" or "licenseUrl")?.Value ?? "none";
    }

    private static IEnumerable<(string Name, string Version)> Restored() => Tree.Files(".", "packages.lock.json")
        .SelectMany(file =>
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            return json.RootElement.GetProperty("dependencies").EnumerateObject()
                .SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.TryGetProperty("resolved", out _))
                .Select(package => (package.Name, package.Value.GetProperty("resolved").GetString()!)).ToList();
        })
        .Distinct();
}
