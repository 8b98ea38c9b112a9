using System.Globalization;
using System.Text;
using OpenSeva.Documents.FileKinds;

namespace OpenSeva.Documents.Uploads;

/// <summary>File names as people give them, made harmless: no folders, no control or direction marks, the ending of what the file is.</summary>
internal static class FileNames
{
    private const int Longest = 100;

    public static string Tidy(string given, FileKind kind)
    {
        var tidy = new StringBuilder();
        foreach (var rune in given.Normalize().Replace('\\', '/').Split('/')[^1].EnumerateRunes())
        {
            var isPlain = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse)
                && (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format || rune.Value is 0x200C or 0x200D)
                && rune.Value is not ('"' or '<' or '>' or '|' or '*' or '?' or ':');
            if (isPlain && tidy.Length < Longest) tidy.Append(rune);
        }

        var stem = Path.GetFileNameWithoutExtension(tidy.ToString()).Trim(' ', '.');
        return (stem.Length > 0 ? stem : "document") + kind.Ending();
    }
}
