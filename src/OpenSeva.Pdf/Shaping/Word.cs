using OpenSeva.Pdf.Fonts;

namespace OpenSeva.Pdf.Shaping;

/// <summary>One drawn shape with its place relative to the pen, in font units.</summary>
internal readonly record struct Glyph(ushort Id, int Advance, int XOffset, int YOffset);

/// <summary>Neighbouring glyphs of one face.</summary>
internal sealed record Run(Face Face, string Text, IReadOnlyList<Glyph> Glyphs)
{
    /// <summary>In ems.</summary>
    public double Width { get; } = Glyphs.Sum(glyph => glyph.Advance) / (double)Face.UnitsPerEm;
}

/// <summary>What stands between two spaces, shaped: usually one run, several where scripts or weights meet.</summary>
internal sealed record Word(string Text, IReadOnlyList<Run> Runs)
{
    public double Width { get; } = Runs.Sum(run => run.Width);

    /// <summary>
    /// Whether the word must carry its text beside its shapes: a reader that looks each glyph up gets another
    /// text than was written, or (Indian scripts) guesses gaps between words around marks of no width.
    /// </summary>
    public bool CarriesText { get; } = Runs.Any(run => run.Face.Script != Script.Latin || !ReadsAsWritten(run));

    private static bool ReadsAsWritten(Run run)
    {
        var at = 0;
        foreach (var glyph in run.Glyphs)
        {
            if (run.Face.CharacterOf(glyph.Id) is not { } character) return false;

            var text = char.ConvertFromUtf32(character);
            if (string.CompareOrdinal(run.Text, at, text, 0, text.Length) != 0) return false;
            at += text.Length;
        }

        return at == run.Text.Length;
    }
}
