namespace OpenSeva.Definitions;

/// <summary>The YAML files of one service while they are read, each with its own mistakes.</summary>
internal sealed class Sheets
{
    private readonly ServiceFiles files;
    private readonly Dictionary<string, MistakeList> mistakes = new(StringComparer.Ordinal);

    public Sheets(ServiceFiles files)
    {
        this.files = files;
        Service = Read(ServiceFiles.Service, required: true);
        Certificate = Read(ServiceFiles.Certificate, required: false);
    }

    public YamlNode.Map? Service { get; }

    public YamlNode.Map? Certificate { get; }

    /// <summary>Languages for which a texts file is there.</summary>
    public Dictionary<string, YamlNode.Map> Texts { get; } = new(StringComparer.Ordinal);

    public string Folder => files.Folder;

    public IEnumerable<string> FileNames => files.Content.Keys;

    public IReadOnlyList<Mistake> Mistakes =>
        [.. mistakes.Values.SelectMany(list => list.Found).OrderBy(one => one.File, StringComparer.Ordinal).ThenBy(one => one.Line).ThenBy(one => one.Column)];

    public MistakeList Of(string file) =>
        mistakes.TryGetValue(file, out var list) ? list : mistakes[file] = new(files.PathOf(file));

    public YamlNode.Map? Read(string file, bool required)
    {
        if (files.Content.TryGetValue(file, out var text)) return YamlTree.Read(text, Of(file));
        if (required) Of(file).Add(new(1, 1), "missing-file", $"The file {file} is missing.");
        return null;
    }
}
