using System.Globalization;
using System.Text;
using OpenSeva.Pdf.Files;
using OpenSeva.Pdf.Fonts;
using OpenSeva.Pdf.Shaping;

namespace OpenSeva.Pdf.Pages;

/// <summary>The ink of one page as PDF operators (ISO 32000, annex A). Points, origin bottom left.</summary>
internal sealed class Canvas(int page, FontTable fonts)
{
    private readonly StringBuilder content = new();
    private int marks;

    public int Marks => marks;

    public byte[] Content => Encoding.ASCII.GetBytes(content.ToString());

    /// <summary>What follows, until <see cref="End"/>, is content of a structure element.</summary>
    public void Begin(Element element)
    {
        content.Append(CultureInfo.InvariantCulture, $"/{element.Role} <</MCID {marks}>> BDC\n");
        element.Mark(page, marks++);
    }

    /// <summary>What follows is decoration that readers skip.</summary>
    public void BeginArtifact() => content.Append("/Artifact BMC\n");

    public void End() => content.Append("EMC\n");

    public void Line(IReadOnlyList<Word> words, double x, double y, double size, Ink ink, Face spaces)
    {
        content.Append(CultureInfo.InvariantCulture, $"BT {Colour(ink)} rg 1 0 0 1 {PdfSyntax.Number(x)} {PdfSyntax.Number(y)} Tm\n");
        var pen = new Pen(content, fonts, size);
        for (var i = 0; i < words.Count; i++)
        {
            if (i > 0) pen.Draw(spaces, spaces.GlyphOf(' '));
            pen.Draw(words[i]);
        }

        pen.Lift();
        content.Append("ET\n");
    }

    public void Stroke(double x, double y, double toX, double toY, double width, Ink ink) => content.Append(
        CultureInfo.InvariantCulture,
        $"{Colour(ink)} RG {PdfSyntax.Number(width)} w {PdfSyntax.Number(x)} {PdfSyntax.Number(y)} m {PdfSyntax.Number(toX)} {PdfSyntax.Number(toY)} l S\n");

    public void Frame(double x, double y, double width, double height, double line, Ink ink) => content.Append(
        CultureInfo.InvariantCulture,
        $"{Colour(ink)} RG {PdfSyntax.Number(line)} w {PdfSyntax.Number(x)} {PdfSyntax.Number(y)} {PdfSyntax.Number(width)} {PdfSyntax.Number(height)} re S\n");

    /// <summary>Fills the dark squares of a grid, neighbours in a row as one box so that no hair line shows between them.</summary>
    public void Squares(IReadOnlyList<System.Collections.BitArray> grid, double x, double top, double side)
    {
        var module = side / grid.Count;
        content.Append("0 0 0 rg\n");
        for (var row = 0; row < grid.Count; row++)
        {
            for (var from = 0; from < grid[row].Count; from++)
            {
                if (!grid[row][from]) continue;

                var to = from;
                while (to < grid[row].Count && grid[row][to]) to++;
                content.Append(
                    CultureInfo.InvariantCulture,
                    $"{PdfSyntax.Number(x + from * module)} {PdfSyntax.Number(top - (row + 1) * module)} {PdfSyntax.Number((to - from) * module)} {PdfSyntax.Number(module)} re ");
                from = to;
            }
        }

        content.Append("f\n");
    }

    private static string Colour(Ink ink) => ink switch
    {
        Ink.Grey => "0.35 0.35 0.35",
        Ink.Pale => "0.75 0.75 0.75",
        Ink.Accent => "0.09 0.22 0.42",
        _ => "0 0 0",
    };

    /// <summary>Draws along one line: changes face only when it must, and moves by what shaping asked beyond each glyph's own width.</summary>
    private sealed class Pen(StringBuilder content, FontTable fonts, double size)
    {
        private Face? face;
        private bool open;
        private bool hexadecimal;
        private double rise;
        private double pending;

        public void Draw(Word word)
        {
            if (word.CarriesText)
            {
                Close();
                content.Append(CultureInfo.InvariantCulture, $"/Span <</ActualText {PdfSyntax.TextString(word.Text)}>> BDC\n");
            }

            foreach (var run in word.Runs)
            {
                foreach (var glyph in run.Glyphs) Draw(run.Face, glyph);
            }

            if (word.CarriesText)
            {
                Close();
                content.Append("EMC\n");
            }
        }

        public void Draw(Face with, ushort glyph) => Draw(with, new Glyph(glyph, with.AdvanceOf(glyph), 0, 0));

        private void Draw(Face with, Glyph glyph)
        {
            Take(with);
            Raise(with.Thousandths(glyph.YOffset) * size / 1000);
            Move(pending + with.Thousandths(glyph.XOffset));
            fonts.Use(with, glyph.Id);
            if (!open) content.Append('[');
            if (!hexadecimal) content.Append('<');
            content.Append(glyph.Id.ToString("X4", CultureInfo.InvariantCulture));
            (open, hexadecimal) = (true, true);
            pending = with.Thousandths(glyph.Advance - with.AdvanceOf(glyph.Id) - glyph.XOffset);
        }

        /// <summary>Ends the line.</summary>
        public void Lift()
        {
            Raise(0);
            Close();
        }

        private void Raise(double to)
        {
            if (to == rise) return;

            Close();
            rise = to;
            content.Append(CultureInfo.InvariantCulture, $"{PdfSyntax.Number(to)} Ts\n");
        }

        private void Take(Face next)
        {
            if (next == face) return;

            Close();
            face = next;
            content.Append(CultureInfo.InvariantCulture, $"/{fonts.NameOf(next)} {PdfSyntax.Number(size)} Tf\n");
        }

        /// <param name="by">Thousandths of the size, to the right.</param>
        private void Move(double by)
        {
            if (Math.Abs(by) < 0.001) return;

            if (!open) content.Append('[');
            if (hexadecimal) content.Append('>');
            content.Append(PdfSyntax.Number(-by));
            (open, hexadecimal) = (true, false);
        }

        private void Close()
        {
            if (open) content.Append(hexadecimal ? ">] TJ\n" : "] TJ\n");
            (open, hexadecimal) = (false, false);
        }
    }
}
