namespace OpenSeva.Kernel;

/// <summary>One check character over digits and capital letters (ISO/IEC 7064 MOD 37,36): catches any single slip and swapped neighbours.</summary>
public static class CheckDigit
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <param name="text">Letters and digits count; separators are passed over.</param>
    public static char Of(string text)
    {
        var product = 36;
        foreach (var letter in text.Where(char.IsAsciiLetterOrDigit))
        {
            var sum = (product + Alphabet.IndexOf(char.ToUpperInvariant(letter))) % 36;
            product = (sum is 0 ? 36 : sum) * 2 % 37;
        }

        return Alphabet[(37 - product) % 36];
    }

    /// <summary>True when the last character is the check character of what stands before it.</summary>
    public static bool Holds(string text) => text.Length > 1 && Of(text[..^1]) == char.ToUpperInvariant(text[^1]);
}
