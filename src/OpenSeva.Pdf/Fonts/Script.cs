using System.Globalization;
using System.Text;

namespace OpenSeva.Pdf.Fonts;

/// <summary>The writing systems that the office prints.</summary>
internal enum Script { Latin, Devanagari, Gujarati, Gurmukhi, Malayalam }

internal static class Scripts
{
    /// <summary>The order in which faces are asked for a character that its own script's face lacks.</summary>
    public static readonly Script[] All = [Script.Latin, Script.Devanagari, Script.Gujarati, Script.Gurmukhi, Script.Malayalam];

    /// <summary>ISO 15924 code, as OpenType shaping wants it.</summary>
    public static string Iso(this Script script) => script switch
    {
        Script.Devanagari => "Deva",
        Script.Gujarati => "Gujr",
        Script.Gurmukhi => "Guru",
        Script.Malayalam => "Mlym",
        _ => "Latn",
    };

    /// <summary>The script a character belongs to. Digits, signs and everything unlisted print with Latin.</summary>
    public static Script Of(Rune character) => character.Value switch
    {
        >= 0x0900 and <= 0x097F or >= 0x1CD0 and <= 0x1CFF or >= 0xA8E0 and <= 0xA8FF => Script.Devanagari,
        >= 0x0A00 and <= 0x0A7F => Script.Gurmukhi,
        >= 0x0A80 and <= 0x0AFF => Script.Gujarati,
        >= 0x0D00 and <= 0x0D7F => Script.Malayalam,
        _ => Script.Latin,
    };

    /// <summary>The danda and double danda are encoded once, in the Devanagari block, for all Indian scripts.</summary>
    public static bool IsDanda(Rune character) => character.Value is 0x0964 or 0x0965;

    /// <summary>Joiners and marks take the script of what they follow (Unicode Standard Annex 24: Inherited).</summary>
    public static bool Follows(Rune character) =>
        IsInvisible(character)
        || Of(character) == Script.Latin
        && Rune.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>Characters without ink of their own: shaping acts on them and draws nothing.</summary>
    public static bool IsInvisible(Rune character) =>
        character.Value is 0x00AD or 0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF or >= 0xFE00 and <= 0xFE0F;
}
