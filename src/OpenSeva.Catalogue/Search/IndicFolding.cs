using System.Text;

namespace OpenSeva.Catalogue.Search;

/// <summary>
/// Devanagari, Gurmukhi, Gujarati and Malayalam. Their Unicode blocks are laid out in parallel, so one table over the
/// place within the block serves all of them; the exceptions follow it.
/// </summary>
internal static class IndicFolding
{
    private const int Virama = 0x4D;

    // Places 05 to 39: independent vowels, then consonants in the order of the alphabet. "a" folds to nothing.
    private static readonly string[] Letters =
    [
        "", "", "i", "i", "u", "u", "ri", "l", "i", "i", "i", "i", "u", "u", "u", "u",
        "k", "k", "g", "g", "n", "c", "c", "j", "j", "n", "t", "t", "d", "d", "n",
        "t", "t", "d", "d", "n", "n", "p", "p", "b", "b", "m", "y", "r", "r", "l", "l", "z", "v", "s", "s", "s", "h",
    ];

    public static bool Holds(char letter) => Script(letter) is '\u0900' or '\u0A00' or '\u0A80' or '\u0D00';

    public static void Append(string word, int index, StringBuilder key)
    {
        var (script, place) = (Script(word[index]), word[index] & 0x7F);
        if (IsNasal(script, place))
        {
            key.Append(Nasal(word, index, script));
            return;
        }

        // ന്റ is spoken nt, റ്റ tt.
        if (script is '\u0D00' && place is 0x31 && index >= 2 && (word[index - 1] & 0x7F) is Virama && (word[index - 2] & 0x7F) is (0x28 or 0x31))
        {
            if ((word[index - 2] & 0x7F) is 0x31) key.Length--;
            key.Append('t');
            return;
        }

        key.Append(place switch
        {
            >= 0x05 and <= 0x39 => Letters[place - 0x05],
            0x3F or 0x40 => "i",
            0x41 or 0x42 => "u",
            0x43 or 0x44 => "ri",
            >= 0x45 and <= 0x48 => "i",
            >= 0x49 and <= 0x4C or 0x57 => "u",
            >= 0x58 and <= 0x5F when script is not '\u0D00' => WithDot(place),
            _ => script is '\u0D00' ? Chillu(place) : "",
        });
    }

    private static char Script(char letter) => (char)(letter & 0xFF80);

    private static bool IsNasal(char script, int place) => place is 0x01 or 0x02 || (script is '\u0A00' && place is 0x70);

    /// <summary>m at the end of a Malayalam word and before p, b, m; n elsewhere.</summary>
    private static char Nasal(string word, int index, char script)
    {
        if (index + 1 >= word.Length) return script is '\u0D00' ? 'm' : 'n';
        return (word[index + 1] & 0x7F) is >= 0x2A and <= 0x2E ? 'm' : 'n';
    }

    /// <summary>Letters with a dot below: क़ ख़ ग़ ज़ ड़ ढ़ फ़ य़.</summary>
    private static string WithDot(int place) => "kkgjddpy"[place - 0x58].ToString();

    /// <summary>Malayalam consonants without their vowel: ൺ ൻ ർ ൽ ൾ ൿ.</summary>
    private static string Chillu(int place) => place is >= 0x7A and <= 0x7F ? "nnrllk"[place - 0x7A].ToString() : "";
}
