using System.Text;

namespace OpenSeva.Catalogue.Search;

/// <summary>English, and Indian languages as people type them in Latin letters.</summary>
internal static class LatinFolding
{
    public static string Fold(string written)
    {
        // Spoken as one sound ("pension", "registration"), and written so in every Indian script.
        var word = written.Replace("sion", "shan", StringComparison.Ordinal).Replace("tion", "shan", StringComparison.Ordinal);
        var key = new StringBuilder(word.Length);
        for (var index = 0; index < word.Length; index++)
        {
            var next = index + 1 < word.Length ? word[index + 1] : '\0';
            // A silent e at the end of an English word ("licence", "scheme").
            if (word[index] is 'e' && next is '\0' && index > 2) break;

            key.Append(Letter(word[index], next, index > 0 ? word[index - 1] : '\0'));
        }

        return key.ToString();
    }

    private static string Letter(char letter, char next, char before) => letter switch
    {
        'a' => "",
        'e' or 'i' => "i",
        'o' or 'u' => "u",
        'c' => next is 'h' ? "c" : next is 'e' or 'i' or 'y' ? "s" : "k",
        'h' => IsAspiration(before) ? "" : "h",
        'f' => "p",
        'w' => "v",
        'x' => "ks",
        'q' => "k",
        'y' => IsVowel(next) ? "y" : "i",
        'z' => next is 'h' ? "z" : "j",
        _ => letter.ToString(),
    };

    /// <summary>An h that only softens or breathes: kh gh ch jh th dh ph bh sh zh.</summary>
    private static bool IsAspiration(char before) => before is 'k' or 'g' or 'c' or 'j' or 't' or 'd' or 'p' or 'b' or 's' or 'z';

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
