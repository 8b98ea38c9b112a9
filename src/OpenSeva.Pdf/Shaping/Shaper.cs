using System.Collections.Concurrent;
using System.Text;
using OpenSeva.Pdf.Fonts;

namespace OpenSeva.Pdf.Shaping;

/// <summary>Turns written words into placed shapes with HarfBuzz. Words recur on every certificate, so shapes are kept.</summary>
internal sealed class Shaper(TypeCase faces)
{
    private const int Kept = 20_000;
    private readonly ConcurrentDictionary<(string Text, string Language, bool Strong), Run[]> known = new();

    /// <summary>A word whose pieces may differ in weight.</summary>
    public Word Shape(IReadOnlyList<(string Text, bool Strong)> pieces, string language) => new(
        string.Concat(pieces.Select(piece => piece.Text)),
        [.. pieces.SelectMany(piece => Shape(piece.Text, language, piece.Strong))]);

    /// <exception cref="UnprintableException">No face has one of the characters.</exception>
    private Run[] Shape(string text, string language, bool strong)
    {
        var key = (text, language, strong);
        if (known.TryGetValue(key, out var runs)) return runs;

        if (known.Count >= Kept) known.Clear();
        return known[key] = [.. Split(text, strong).Select(part => Shape(part.Face, part.Text, language))];
    }

    /// <summary>Cuts a word where the face must change: at scripts, at digits and signs within Indian text.</summary>
    private IEnumerable<(Face Face, string Text)> Split(string text, bool strong)
    {
        Face? face = null;
        var start = 0;
        var at = 0;
        foreach (var character in text.EnumerateRunes())
        {
            if (Rune.IsControl(character)) throw new UnprintableException(character);

            var next = faces.Find(character, strong, face) ?? throw new UnprintableException(character);
            if (face is not null && next != face)
            {
                yield return (face, text[start..at]);
                start = at;
            }

            face = next;
            at += character.Utf16SequenceLength;
        }

        if (face is not null) yield return (face, text[start..]);
    }

    private static unsafe Run Shape(Face face, string text, string language)
    {
        var buffer = HarfBuzz.BufferCreate();
        try
        {
            fixed (char* characters = text) HarfBuzz.BufferAdd(buffer, characters, text.Length, 0, text.Length);
            HarfBuzz.BufferDirection(buffer, HarfBuzz.LeftToRight);
            HarfBuzz.BufferScript(buffer, HarfBuzz.Tag(face.Script.Iso()));
            HarfBuzz.BufferLanguage(buffer, HarfBuzz.Language(language, -1));
            HarfBuzz.Shape(face.Font, buffer, 0, 0);

            uint count;
            var infos = HarfBuzz.BufferGlyphs(buffer, &count);
            var places = HarfBuzz.BufferPositions(buffer, &count);
            var glyphs = new Glyph[count];
            for (var i = 0; i < count; i++)
            {
                if (infos[i].Glyph == 0) throw new UnprintableException(Rune.GetRuneAt(text, (int)infos[i].Cluster));
                glyphs[i] = new Glyph((ushort)infos[i].Glyph, places[i].XAdvance, places[i].XOffset, places[i].YOffset);
            }

            return new Run(face, text, glyphs);
        }
        finally
        {
            HarfBuzz.BufferDestroy(buffer);
        }
    }
}
