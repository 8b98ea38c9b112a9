using System.Globalization;
using System.Text;
using OpenSeva.Pdf.Files;
using OpenSeva.Pdf.Fonts;

namespace OpenSeva.Pdf.Pages;

/// <summary>The faces one document uses and the glyphs it uses of each.</summary>
internal sealed class FontTable
{
    private readonly List<(Face Face, SortedSet<ushort> Glyphs)> used = [];

    /// <summary>The short name by which page contents call a face.</summary>
    public string NameOf(Face face)
    {
        var index = used.FindIndex(font => font.Face == face);
        if (index < 0)
        {
            index = used.Count;
            used.Add((face, [0]));
        }

        return $"F{index + 1}";
    }

    public void Use(Face face, ushort glyph) => used.Find(font => font.Face == face).Glyphs.Add(glyph);

    /// <summary>Writes the fonts and returns the resource dictionary's entries.</summary>
    public string Write(PdfFile file)
    {
        var resources = new StringBuilder();
        foreach (var (face, glyphs) in used) resources.Append(CultureInfo.InvariantCulture, $"/{NameOf(face)} {Write(file, face, glyphs)} 0 R ");
        return resources.ToString().TrimEnd();
    }

    private static int Write(PdfFile file, Face face, SortedSet<ushort> glyphs)
    {
        var subset = FontSubset.Of(face, glyphs);
        var name = $"{subset.Label}+{face.Name}";
        var program = file.AddCompressed(string.Create(CultureInfo.InvariantCulture, $"/Length1 {subset.FileLength}"), subset.File);
        var cidSet = file.AddCompressed("", subset.CidSet);
        var unicodes = file.AddCompressed("", subset.ToUnicode);
        var ascent = PdfSyntax.Number(face.Thousandths(face.Ascent));
        var descent = PdfSyntax.Number(face.Thousandths(face.Descent));

        // Flags 4: symbolic, as glyphs are addressed by number and not by a standard encoding.
        var descriptor = file.Add(
            $"<</Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{string.Join(' ', face.Box)}] /ItalicAngle 0 "
            + $"/Ascent {ascent} /Descent {descent} /CapHeight {ascent} /StemV 80 /FontFile2 {program} 0 R /CIDSet {cidSet} 0 R>>");
        var descendant = file.Add(
            $"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "
            + $"/FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /W {subset.Widths}>>");
        return file.Add(
            $"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {unicodes} 0 R>>");
    }
}
