using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;

namespace OpenSeva.Pdf.Fonts;

/// <summary>One font file, opened once and shared by all threads for the life of the program.</summary>
internal sealed unsafe class Face
{
    private readonly FrozenDictionary<int, ushort> glyphs;
    private readonly FrozenDictionary<ushort, int> characters;

    private Face(string path, Script script, nint handle)
    {
        (Path, Script, Handle) = (path, script, handle);
        Name = System.IO.Path.GetFileNameWithoutExtension(path);
        UnitsPerEm = (int)HarfBuzz.FaceUnitsPerEm(handle);
        Font = HarfBuzz.FontCreate(handle);
        HarfBuzz.FontFreeze(Font);
        glyphs = ReadCharacters();
        characters = Reverse(glyphs);

        var head = Table("head");
        Box = [Units(head, 36), Units(head, 38), Units(head, 40), Units(head, 42)];
        var lines = Table("hhea");
        (Ascent, Descent) = (Units(lines, 4), Units(lines, 6));
    }

    public string Path { get; }
    public string Name { get; }
    public Script Script { get; }
    public nint Handle { get; }
    public nint Font { get; }
    public int UnitsPerEm { get; }
    public int Ascent { get; }
    public int Descent { get; }

    /// <summary>xMin, yMin, xMax, yMax in thousandths of an em.</summary>
    public int[] Box { get; }

    public static Face Open(string path, Script script)
    {
        var blob = HarfBuzz.BlobFromFile(path);
        if (blob == 0) throw new IOException($"The font {path} cannot be read.");

        var handle = HarfBuzz.FaceCreate(blob, 0);
        HarfBuzz.BlobDestroy(blob);
        HarfBuzz.FaceFreeze(handle);
        return new Face(path, script, handle);
    }

    public bool Has(Rune character) => glyphs.ContainsKey(character.Value);

    /// <summary>The glyph of a character on its own; 0 if the face lacks it.</summary>
    public ushort GlyphOf(int character) => glyphs.GetValueOrDefault(character);

    /// <summary>The character a glyph draws on its own; null for conjuncts and other shapes that only shaping reaches.</summary>
    public int? CharacterOf(ushort glyph) => characters.TryGetValue(glyph, out var character) ? character : null;

    public int AdvanceOf(ushort glyph) => HarfBuzz.Advance(Font, glyph);

    /// <summary>A length in font units as thousandths of an em, the unit of PDF fonts.</summary>
    public double Thousandths(int units) => units * 1000.0 / UnitsPerEm;

    private int Units(byte[] table, int offset) =>
        (int)Math.Round(Thousandths(BinaryPrimitives.ReadInt16BigEndian(table.AsSpan(offset))));

    private byte[] Table(string tag)
    {
        var blob = HarfBuzz.FaceTable(Handle, HarfBuzz.Tag(tag));
        uint length;
        var data = HarfBuzz.BlobData(blob, &length);
        var copy = new ReadOnlySpan<byte>(data, (int)length).ToArray();
        HarfBuzz.BlobDestroy(blob);
        return copy;
    }

    private FrozenDictionary<int, ushort> ReadCharacters()
    {
        var set = HarfBuzz.SetCreate();
        HarfBuzz.FaceCharacters(Handle, set);
        var found = new Dictionary<int, ushort>();
        var character = HarfBuzz.EndOfSet;
        while (HarfBuzz.SetNext(set, &character) != 0)
        {
            uint glyph;
            if (HarfBuzz.NominalGlyph(Font, character, &glyph) != 0 && glyph != 0) found[(int)character] = (ushort)glyph;
        }

        HarfBuzz.SetDestroy(set);
        return found.ToFrozenDictionary();
    }

    /// <summary>Where several characters share a glyph (space and no-break space), the lowest stands for it.</summary>
    private static FrozenDictionary<ushort, int> Reverse(FrozenDictionary<int, ushort> glyphs) => glyphs
        .GroupBy(pair => pair.Value, pair => pair.Key)
        .ToFrozenDictionary(group => group.Key, group => group.Min());
}
