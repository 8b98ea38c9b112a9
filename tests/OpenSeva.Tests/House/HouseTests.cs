using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace OpenSeva.Tests.House;

/// <summary>The few rules of docs/architecture.md that the compiler cannot keep.</summary>
public partial class HouseTests
{
    private static readonly string[] Ground = ["OpenSeva.Kernel", "OpenSeva.Contracts", "OpenSeva.Ui", "OpenSeva.LegalClock", "OpenSeva.Pdf", "OpenSeva.Definitions"];
    private static readonly string[] Pure = ["OpenSeva.LegalClock", "OpenSeva.Pdf", "OpenSeva.Definitions"];

    [Fact]
    public void A_room_references_only_the_ground()
    {
        var wrong =
            from file in Tree.Files("src", ".csproj")
            let name = Path.GetFileNameWithoutExtension(file)
            where name != "OpenSeva"
            from reference in References(file)
            let admitted = Pure.Contains(name) ? Pure : name is "OpenSeva.Kernel" ? [] : name is "OpenSeva.Contracts" ? [.. Pure, "OpenSeva.Kernel"] : Ground
            where !admitted.Contains(reference)
            select $"{name} → {reference}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Differences_between_the_engines_stay_in_storage()
    {
        var wrong = Tree.Files("src", ".cs", ".razor")
            .Where(file => !file.Contains("/Kernel/Storage/", StringComparison.Ordinal) && !file.Contains("OpenSeva.Kernel/Storage/", StringComparison.Ordinal))
            .Where(file => EngineWords().IsMatch(File.ReadAllText(file)))
            .Select(Tree.Name);

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Assert.Empty(Tree.Files("src", ".cs", ".razor").Concat(Tree.Files("tests", ".cs")).Where(file => File.ReadLines(file).Count() > 300).Select(Tree.Name));

    [Fact]
    public void Nothing_reads_the_wall_clock_or_parses_xml_unsafely() =>
        Assert.Empty(Tree.Files("src", ".cs", ".razor").Where(file => Unsafe().IsMatch(File.ReadAllText(file))).Select(Tree.Name));

    [Fact]
    public void Every_room_has_a_page_about_itself() =>
        Assert.Empty(Tree.Files("src", ".csproj")
            .Where(file => Path.GetFileNameWithoutExtension(file) is not "OpenSeva")
            .Where(file => !File.Exists(Path.Combine(Path.GetDirectoryName(file)!, "README.md"))).Select(Tree.Name));

    [Fact]
    public void Schema_files_come_in_pairs()
    {
        var files = Tree.Files("src", ".sql").ToHashSet();
        Assert.NotEmpty(files);
        Assert.Empty(files.Where(file => !files.Contains(file.Contains(".sqlite.", StringComparison.Ordinal)
            ? file.Replace(".sqlite.", ".postgres.", StringComparison.Ordinal)
            : file.Replace(".postgres.", ".sqlite.", StringComparison.Ordinal))).Select(Tree.Name));
    }

    private static IEnumerable<string> References(string project)
    {
        using var reader = XmlReader.Create(project);
        return [.. XDocument.Load(reader).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))];
    }

    [GeneratedRegex(@"IsNpgsql|IsSqlite\(|ILike|\bxmin\b|UseNpgsql|UseSqlite")]
    private static partial Regex EngineWords();

    [GeneratedRegex(@"DateTime(Offset)?\.(Utc)?Now|Guid\.NewGuid\(\)|XDocument\.Parse|\.LoadXml\(|NotImplementedException")]
    private static partial Regex Unsafe();
}
