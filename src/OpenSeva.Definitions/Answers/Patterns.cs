using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace OpenSeva.Definitions;

/// <summary>A field's pattern: a regular expression over the whole answer, matched in linear time.</summary>
internal static class Patterns
{
    private static readonly ConcurrentDictionary<string, Regex> Compiled = new(StringComparer.Ordinal);

    public static bool Matches(string pattern, string text) => Of(pattern).IsMatch(text);

    /// <summary>Throws what the expression's author needs to read; nothing that backtracks is accepted.</summary>
    public static Regex Of(string pattern) => Compiled.GetOrAdd(pattern, Compile);

    private static Regex Compile(string pattern) =>
        new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
