using System.Globalization;
using System.Text;

namespace OpenSeva.Definitions;

/// <summary>
/// Which characters may stand in an answer: those that every document can be printed with. A certificate with an empty
/// box in a name would be false, and one that cannot be printed comes too late to say so.
/// </summary>
internal static class Writable
{
    // The scripts whose fonts the product names (docs/designers/services.md), with the signs of writing and the rupee.
    private static readonly (int First, int Last)[] printed =
    [
        (0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x900, 0x97F), (0xA01, 0xA76), (0xA81, 0xAFF), (0xD00, 0xD7F),
        (0x1E00, 0x1EFF), (Zwnj, Zwj), (0x2009, 0x2009), (0x2010, 0x2014), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030), (0x2032, 0x2033),
        (0x2039, 0x203A), (0x20A8, 0x20A8), (0x20AC, 0x20AC), (0x20B9, 0x20B9), (0x2116, 0x2116), (0x2122, 0x2122), (0x2153, 0x2154), (0x2212, 0x2212),
    ];

    /// <summary>No control characters, no lone surrogates (or what replaced them), nothing that no font of the product draws. Joiners are part of Indian scripts.</summary>
    public static bool Is(string text, bool lines)
    {
        for (var index = 0; index < text.Length; )
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out var used) is not System.Buffers.OperationStatus.Done) return false;
            if (!Allowed(rune, lines)) return false;
            index += used;
        }

        return true;
    }

    /// <summary>Letters and their signs, spaces, dots, hyphens and apostrophes, with at least one letter.</summary>
    public static bool IsName(string text) =>
        text.EnumerateRunes().Any(Rune.IsLetter)
        && text.EnumerateRunes().All(rune => Rune.IsLetter(rune) || IsSign(rune) || rune.Value is ' ' or '.' or '-' or '\'' or '\u2019' or Zwj or Zwnj);

    /// <summary>Characters as a person counts them: what the cursor steps over.</summary>
    public static int Length(string text) => new StringInfo(text).LengthInTextElements;

    public static bool IsLonger(string text, long most) => text.Length > most && (text.Length > most * AnswerLimits.UnitsOfCharacter || Length(text) > most);

    private const int Zwnj = 0x200C;
    private const int Zwj = 0x200D;

    private static bool Allowed(Rune rune, bool lines) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => lines && rune.Value is '\n' or '\r' or '\t',
        UnicodeCategory.Format => rune.Value is Zwj or Zwnj,
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        _ => printed.Any(part => rune.Value >= part.First && rune.Value <= part.Last),
    };

    private static bool IsSign(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
