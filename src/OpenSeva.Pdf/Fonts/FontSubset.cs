using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpenSeva.Pdf.Files;

namespace OpenSeva.Pdf.Fonts;

/// <summary>
/// The part of a face that a document embeds: just its glyphs, under their own numbers. A pure function of
/// the face and the glyphs, so what is kept for the next document changes no byte of it.
/// </summary>
/// <param name="Label">Six letters before the font's name, as PDF asks of subsets (ISO 32000, 9.6.4).</param>
/// <param name="CidSet">Which glyphs are in the file, one bit each; PDF/A-1 asks for it.</param>
internal sealed record FontSubset(string Label, int FileLength, byte[] File, byte[] CidSet, string Widths, byte[] ToUnicode)
{
    private const int Kept = 256;
    private static readonly ConcurrentDictionary<(Face, string), FontSubset> Known = new();

    public static FontSubset Of(Face face, SortedSet<ushort> glyphs)
    {
        var key = (face, new string([.. glyphs.Select(glyph => (char)glyph)]));
        if (Known.TryGetValue(key, out var known)) return known;

        // Names differ from citizen to citizen, so old subsets are soon useless: forget all rather than track use.
        if (Known.Count >= Kept) Known.Clear();
        return Known[key] = Make(face, glyphs, key.Item2);
    }

    private static FontSubset Make(Face face, SortedSet<ushort> glyphs, string key)
    {
        var file = Cut(face, glyphs);
        return new FontSubset(
            LabelOf(key), file.Length, Deflate.Compress(file), Deflate.Compress(Present(file, glyphs)),
            WidthsOf(face, glyphs), Deflate.Compress(Encoding.ASCII.GetBytes(Unicodes(face, glyphs))));
    }

    private static unsafe byte[] Cut(Face face, SortedSet<ushort> glyphs)
    {
        var input = HarfBuzz.SubsetInput();
        var wanted = HarfBuzz.SubsetGlyphs(input);
        foreach (var glyph in glyphs) HarfBuzz.SetAdd(wanted, glyph);

        // A PDF addresses glyphs by number: character maps, layout rules and names are dead weight in it.
        var dropped = HarfBuzz.SubsetSet(input, HarfBuzz.DropTables);
        foreach (var tag in (string[])["cmap", "GSUB", "GPOS", "GDEF", "name", "OS/2", "post", "gasp", "DSIG", "STAT", "meta"])
        {
            HarfBuzz.SetAdd(dropped, HarfBuzz.Tag(tag));
        }

        HarfBuzz.SubsetFlags(input, HarfBuzz.RetainGlyphIds | HarfBuzz.NoHinting | HarfBuzz.NotdefOutline);
        var subset = HarfBuzz.Subset(face.Handle, input);
        HarfBuzz.SubsetInputDestroy(input);
        if (subset == 0) throw new InvalidOperationException($"The font {face.Path} cannot be subset.");

        var blob = HarfBuzz.FaceBlob(subset);
        uint length;
        var data = HarfBuzz.BlobData(blob, &length);
        var file = new ReadOnlySpan<byte>(data, (int)length).ToArray();
        HarfBuzz.BlobDestroy(blob);
        HarfBuzz.FaceDestroy(subset);
        return file;
    }

    private static string LabelOf(string key) => string.Concat(
        SHA256.HashData(Encoding.Unicode.GetBytes(key)).Take(6).Select(value => (char)('A' + value % 26)));

    /// <summary>Every glyph that has an outline in the file (parts of composites too) and every one the text uses.</summary>
    private static byte[] Present(byte[] file, SortedSet<ushort> glyphs)
    {
        var shortOffsets = BinaryPrimitives.ReadInt16BigEndian(TableOf(file, "head")[50..]) == 0;
        var offsets = TableOf(file, "loca");
        var count = offsets.Length / (shortOffsets ? 2 : 4) - 1;
        var bits = new byte[Math.Max(count, glyphs.Max + 1) / 8 + 1];
        for (var glyph = 0; glyph < count; glyph++)
        {
            var empty = shortOffsets
                ? offsets.Slice(glyph * 2, 2).SequenceEqual(offsets.Slice(glyph * 2 + 2, 2))
                : offsets.Slice(glyph * 4, 4).SequenceEqual(offsets.Slice(glyph * 4 + 4, 4));
            if (glyph == 0 || !empty || glyphs.Contains((ushort)glyph)) bits[glyph / 8] |= (byte)(0x80 >> glyph % 8);
        }

        return bits;
    }

    private static ReadOnlySpan<byte> TableOf(ReadOnlySpan<byte> file, string tag)
    {
        var wanted = HarfBuzz.Tag(tag);
        for (var entry = 12; entry < 12 + 16 * BinaryPrimitives.ReadUInt16BigEndian(file[4..]); entry += 16)
        {
            if (BinaryPrimitives.ReadUInt32BigEndian(file[entry..]) != wanted) continue;
            return file.Slice(
                (int)BinaryPrimitives.ReadUInt32BigEndian(file[(entry + 8)..]), (int)BinaryPrimitives.ReadUInt32BigEndian(file[(entry + 12)..]));
        }

        throw new InvalidDataException($"A subset font lacks its {tag} table.");
    }

    /// <summary>The /W array: runs of neighbouring glyphs with the advance of each.</summary>
    private static string WidthsOf(Face face, SortedSet<ushort> glyphs)
    {
        var widths = new StringBuilder("[");
        var last = -2;
        foreach (var glyph in glyphs)
        {
            if (glyph != last + 1) widths.Append(last < 0 ? "" : "] ").Append(glyph).Append(" [");
            else widths.Append(' ');
            widths.Append(PdfSyntax.Number(face.Thousandths(face.AdvanceOf(glyph))));
            last = glyph;
        }

        return widths.Append("]]").ToString();
    }

    /// <summary>
    /// The ToUnicode map holds only glyphs that stand for one character by the font's own table. Shapes that
    /// only shaping reaches are read through the ActualText of their word: a guess here would be wrong elsewhere.
    /// </summary>
    private static string Unicodes(Face face, SortedSet<ushort> glyphs)
    {
        var mapped = glyphs.Where(glyph => face.CharacterOf(glyph) is not null).ToList();
        var map = new StringBuilder("""
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """);
        foreach (var part in mapped.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach (var glyph in part)
            {
                var character = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(face.CharacterOf(glyph)!.Value)));
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{character}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
