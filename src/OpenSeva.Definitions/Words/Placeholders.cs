using System.Text.RegularExpressions;

namespace OpenSeva.Definitions;

/// <summary>{names} inside a text, to be filled with answers or facts of the document.</summary>
public static partial class Placeholders
{
    /// <summary>What the office knows about a document beside the answers.</summary>
    public static IReadOnlyList<string> OfDocument { get; } =
        ["number", "application-number", "applied-on", "issued-on", "valid-until", "office", "post", "officer"];

    public static IEnumerable<string> In(string text) => Shape().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>A name without a value stays visible, so that its absence is noticed.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Shape().Replace(text, match => values.TryGetValue(match.Groups[1].Value, out var value) ? value : match.Value);

    [GeneratedRegex(@"\{([a-z][a-z0-9-]*)\}")]
    private static partial Regex Shape();
}
