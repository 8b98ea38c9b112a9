using System.Globalization;
using System.Text;

namespace OpenSeva.Catalogue.Search;

/// <summary>
/// One search key for a word in any of the scripts and in Latin letters: its consonants with i and u, without the short
/// and long a, aspiration and doubling: vidyarthi, विद्यार्थी, વિદ્યાર્થી and വിദ്യാർത്ഥി are all vidyrti.
/// </summary>
internal static class Folding
{
    /// <summary>The keys of a text's words, in order. A word that is nothing but a vowel a has none.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var keys = new List<string>();
        foreach (var word in Split(text.Normalize(NormalizationForm.FormC).ToLowerInvariant()))
        {
            if (Word(word) is { Length: > 0 } key) keys.Add(key);
        }

        return keys;
    }

    /// <summary>A word may mix scripts ("online" beside Malayalam endings): each run is folded by its own rules.</summary>
    public static string Word(string word)
    {
        var key = new StringBuilder(word.Length);
        var latin = new StringBuilder();
        for (var index = 0; index < word.Length; index++)
        {
            if (char.IsDigit(word[index]))
            {
                Flush(latin, key);
                key.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(word[index])));
            }
            else if (IndicFolding.Holds(word[index]))
            {
                Flush(latin, key);
                IndicFolding.Append(word, index, key);
            }
            else if (Plain(word[index]) is { } letter)
            {
                latin.Append(letter);
            }
        }

        Flush(latin, key);
        return Single(key);
    }

    private static void Flush(StringBuilder latin, StringBuilder key)
    {
        if (latin.Length is 0) return;
        key.Append(LatinFolding.Fold(latin.ToString()));
        latin.Clear();
    }

    /// <summary>é is e; what is no letter is nothing.</summary>
    private static char? Plain(char letter) =>
        letter is >= 'a' and <= 'z' ? letter
        : char.IsLetter(letter) && letter.ToString().Normalize(NormalizationForm.FormD)[0] is >= 'a' and <= 'z' and var bare ? bare
        : null;

    /// <summary>Equal neighbours are one: doubled consonants, i after i.</summary>
    private static string Single(StringBuilder key)
    {
        var single = new StringBuilder(key.Length);
        for (var index = 0; index < key.Length; index++)
        {
            if (single.Length is 0 || single[^1] != key[index] || char.IsDigit(key[index])) single.Append(key[index]);
        }

        return single.ToString();
    }

    private static IEnumerable<string> Split(string text)
    {
        var start = -1;
        for (var index = 0; index <= text.Length; index++)
        {
            var inside = index < text.Length && IsPart(text[index]);
            if (inside && start < 0) start = index;
            if (inside || start < 0) continue;
            yield return text[start..index];
            start = -1;
        }
    }

    private static bool IsPart(char character) =>
        char.IsLetterOrDigit(character) || character is '\u200C' or '\u200D' or '\''
        || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
