namespace OpenSeva.Definitions;

/// <summary>Reads texts.LANGUAGE.yaml: nested members become keys joined by dots.</summary>
internal static class TextsReader
{
    private const int LongestText = 2000;

    public static ServiceTexts Read(Sheets sheets)
    {
        var languages = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var language in ServiceTexts.Required)
        {
            var file = ServiceFiles.Texts(language);
            if (sheets.Read(file, required: true) is not { } root) continue;

            sheets.Texts[language] = root;
            languages[language] = Entries(root, sheets.Of(file))
                .GroupBy(entry => entry.Key, StringComparer.Ordinal)
                .ToDictionary(entry => entry.Key, entry => entry.First().Text, StringComparer.Ordinal);
        }

        return new(languages);
    }

    /// <summary>Every text with its key and place.</summary>
    public static IEnumerable<Entry> Entries(YamlNode.Map root, MistakeList? mistakes, string prefix = "")
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in root.Members)
        {
            var key = prefix + name.Value;
            if (!seen.Add(name.Value)) mistakes?.Add(name.At, "duplicate-member", $"'{key}' is written twice.");

            if (value is YamlNode.Map inner)
            {
                foreach (var entry in Entries(inner, mistakes, key + ".")) yield return entry;
            }
            else if (value is YamlNode.Scalar scalar && scalar.Value.Length is > 0 and <= LongestText)
            {
                yield return new(key, scalar.Value.Trim(), scalar.At);
            }
            else
            {
                mistakes?.Add(value.At, "wrong-type", $"'{key}' must be a text of 1 to {LongestText} characters.");
            }
        }
    }

    internal sealed record Entry(string Key, string Text, Mark At);
}
