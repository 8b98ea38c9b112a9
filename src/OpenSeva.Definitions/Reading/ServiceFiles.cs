namespace OpenSeva.Definitions;

/// <summary>The files of one service as its department wrote them: the form in which a version is kept for ever.</summary>
/// <param name="Folder">Where they came from, for messages.</param>
/// <param name="Content">File name (service.yaml, certificate.yaml, texts.LANGUAGE.yaml) to text.</param>
public sealed record ServiceFiles(string Folder, IReadOnlyDictionary<string, string> Content)
{
    public const string Service = "service.yaml";
    public const string Certificate = "certificate.yaml";

    public static string Texts(string language) => $"texts.{language}.yaml";

    public static ServiceFiles FromFolder(string folder) => new(folder, System.IO.Directory
        .EnumerateFiles(folder, "*.yaml")
        .Order(StringComparer.Ordinal)
        .ToDictionary(path => Path.GetFileName(path), File.ReadAllText, StringComparer.Ordinal));

    /// <summary>Every folder below the root (itself included) that holds a service.yaml.</summary>
    public static IEnumerable<string> FoldersBelow(string root) => System.IO.Directory
        .EnumerateFiles(root, Service, SearchOption.AllDirectories)
        .Select(path => Path.GetDirectoryName(path)!)
        .Order(StringComparer.Ordinal);

    internal string PathOf(string file) => Path.Combine(Folder, file);
}
