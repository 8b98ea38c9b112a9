using System.Globalization;
using System.Text;

namespace OpenSeva.Definitions;

/// <summary>Which characters may stand in an answer, in any script.</summary>
internal static class Writable
{
    /// <summary>No control characters, no lone surrogates (or what replaced them), no private or unassigned ones. Joiners are part of Indian scripts.</summary>
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

    private const int Zwnj = 0x200C;
    private const int Zwj = 0x200D;

    private static bool Allowed(Rune rune, bool lines) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => lines && rune.Value is '\n' or '\r' or '\t',
        UnicodeCategory.Format => rune.Value is Zwj or Zwnj,
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        _ => true,
    };

    private static bool IsSign(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
