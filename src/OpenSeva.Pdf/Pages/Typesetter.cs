using OpenSeva.Pdf.Files;
using OpenSeva.Pdf.Fonts;
using OpenSeva.Pdf.Shaping;
using QRCoder;

namespace OpenSeva.Pdf.Pages;

/// <summary>Sets a sheet's blocks on A4 pages from top to bottom.</summary>
internal sealed class Typesetter
{
    public const double PageWidth = 595.276, PageHeight = 841.89;
    private const double Margin = 62, Top = 52, Bottom = 58;
    private const double Hair = 0.5, Readable = 7;
    private const double Measure = PageWidth - 2 * Margin;

    private readonly Sheet sheet;
    private readonly Shaper shaper;
    private readonly Face spaces;
    private readonly Face strongSpaces;
    private readonly double scale;
    private readonly List<Canvas> pages = [];
    private double y;

    private Typesetter(Sheet sheet, TypeCase faces, Shaper shaper, double scale)
    {
        (this.sheet, this.shaper, this.scale) = (sheet, shaper, scale);
        (spaces, strongSpaces) = (faces.For(Script.Latin, false), faces.For(Script.Latin, true));
    }

    public FontTable Fonts { get; } = new();
    public Element Document { get; } = new("Document");
    public IReadOnlyList<Canvas> Pages => pages;

    public static Typesetter Set(Sheet sheet, TypeCase faces, Shaper shaper)
    {
        var wide = Set(sheet, faces, shaper, 1);
        if (!sheet.OnOnePage || wide.Pages.Count is 1) return wide;
        foreach (var scale in (ReadOnlySpan<double>)[0.94, 0.88, 0.82])
        {
            var close = Set(sheet, faces, shaper, scale);
            if (close.Pages.Count is 1) return close;
        }

        return wide;
    }

    private static Typesetter Set(Sheet sheet, TypeCase faces, Shaper shaper, double scale)
    {
        var set = new Typesetter(sheet, faces, shaper, scale);
        set.TurnPage();
        foreach (var block in sheet.Blocks) set.Put(block);
        set.PutFeet();
        return set;
    }

    // Lines of Indian scripts need their height longer than letters need their size.
    private double LineHeight => 1.45 - (1 - scale) * 0.6;

    private double Sized(double size) => Math.Max(size * scale, Math.Min(size, Readable));

    private Canvas Page => pages[^1];

    private void TurnPage()
    {
        pages.Add(new Canvas(pages.Count, Fonts));
        y = PageHeight - Top;
        if (!sheet.Framed) return;

        Page.BeginArtifact();
        Page.Frame(28, 28, PageWidth - 56, PageHeight - 56, 1.4, Ink.Accent);
        Page.Frame(32, 32, PageWidth - 64, PageHeight - 64, Hair, Ink.Accent);
        Page.End();
    }

    private void Need(double height)
    {
        if (y - height < Bottom) TurnPage();
    }

    private void Put(Block block)
    {
        switch (block)
        {
            case Heading heading: Put(heading); break;
            case Paragraph paragraph: Put(paragraph); break;
            case Table table: Put(table); break;
            case QrCode code: Put(code); break;
            case Gap gap: y -= gap.Points * scale; break;
            case Rule: PutRule(); break;
            default: throw new ArgumentException($"The block {block.GetType().Name} has no layout.", nameof(block));
        }
    }

    private void Put(Heading heading)
    {
        var size = Sized(heading.Level switch { 1 => 19, 2 => 14, _ => 11.5 });
        // A heading never stands alone at the foot of a page.
        Need(size * LineHeight + 48);
        Column(Strong(heading.Text), $"H{heading.Level}", Document, Margin, Measure, size, heading.Align, heading.Ink, mayBreak: true);
        y -= size * 0.25;
    }

    private void Put(Paragraph paragraph)
    {
        var size = Sized(paragraph.Size);
        Column(paragraph.Text, "P", Document, Margin, Measure, size, paragraph.Align, paragraph.Ink, mayBreak: true);
        y -= size * 0.4 * scale;
    }

    private void PutRule()
    {
        Need(12);
        y -= 5;
        Page.BeginArtifact();
        Page.Stroke(Margin, y, PageWidth - Margin, y, 0.8, Ink.Accent);
        Page.End();
        y -= 7;
    }

    private void Put(Table table)
    {
        var element = Document.Add(new Element("Table"));
        var labels = Measure * table.LabelShare;
        var values = Measure - labels - 14;
        foreach (var row in table.Rows)
        {
            var label = Cell(row.Label, labels, strong: false);
            var value = Cell(row.Value, values, strong: true);
            Need(Math.Max(label.Sum(text => text.Height), value.Sum(text => text.Height)) + 6);

            var line = element.Add(new Element("TR"));
            var top = y;
            var below = PutCell(label, line.Add(new Element("TH", scope: "Row")), Margin);
            y = top;
            y = Math.Min(below, PutCell(value, line.Add(new Element("TD")), Margin + labels + 14)) - 3;
            Page.BeginArtifact();
            Page.Stroke(Margin, y, PageWidth - Margin, y, Hair, Ink.Pale);
            Page.End();
            y -= 3;
        }

        y -= 4;
    }

    private sealed record CellText(Text Text, double Size, Ink Ink, double Width, double Height);

    /// <summary>The first language of a cell large, the others below it smaller and grey.</summary>
    private List<CellText> Cell(IReadOnlyList<Text> texts, double width, bool strong) => texts
        .Select((text, i) => (Text: strong && i == 0 ? Strong(text) : text, Size: Sized(i == 0 ? 10.5 : 8.5), Ink: i == 0 ? Ink.Black : Ink.Grey))
        .Select(cell => new CellText(
            cell.Text, cell.Size, cell.Ink, width, Break(cell.Text, width, cell.Size).Count * cell.Size * LineHeight))
        .ToList();

    private double PutCell(List<CellText> texts, Element cell, double x)
    {
        foreach (var text in texts) Column(text.Text, "P", cell, x, text.Width, text.Size, Align.Start, text.Ink, mayBreak: false);
        return y;
    }

    private void Put(QrCode code)
    {
        var x = Margin + code.Side + 18;
        var width = Measure - code.Side - 18;
        var height = code.Beside.Sum(text => Break(text.Text, width, Sized(text.Size)).Count * Sized(text.Size) * LineHeight + Sized(text.Size) * 0.3);
        Need(Math.Max(code.Side, height) + 6);

        var top = y;
        Page.Begin(Document.Add(new Element("Figure", code.Alternative.Language, string.Concat(code.Alternative.Spans.Select(span => span.Words)))));
        Page.Squares(Modules(code.Content), Margin, top, code.Side);
        Page.End();
        foreach (var text in code.Beside)
        {
            var size = Sized(text.Size);
            Column(text.Text, "P", Document, x, width, size, text.Align, text.Ink, mayBreak: false);
            y -= size * 0.3;
        }

        y = Math.Min(y, top - code.Side) - 6;
    }

    /// <summary>Level M survives 15 % damage, which a folded or stamped paper needs. The quiet zone is in the grid.</summary>
    private static List<System.Collections.BitArray> Modules(string content)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M);
        return code.ModuleMatrix;
    }

    /// <summary>Sets a text in a column, moving down; one stretch of marked content per page it touches.</summary>
    private void Column(
        Text text, string role, Element parent, double x, double width, double size, Align align, Ink ink, bool mayBreak)
    {
        var element = parent.Add(new Element(role, text.Language));
        var space = Space(text);
        Canvas? open = null;
        foreach (var line in Break(text, width, size))
        {
            if (mayBreak && y - size * LineHeight < Bottom)
            {
                open?.End();
                open = null;
                TurnPage();
            }

            if (open is null)
            {
                open = Page;
                open.Begin(element);
            }

            var used = (line.Sum(word => word.Width) + Math.Max(0, line.Count - 1) * SpaceWidth(space)) * size;
            var start = align switch { Align.Centre => x + (width - used) / 2, Align.End => x + width - used, _ => x };
            if (line.Count > 0) Page.Line(line, start, y - size * 1.1, size, ink, space);
            y -= size * LineHeight;
        }

        open?.End();
    }

    private void PutFeet()
    {
        for (var i = 0; i < pages.Count; i++)
        {
            var number = new Text("en", $"{i + 1} / {pages.Count}");
            pages[i].BeginArtifact();
            if (sheet.Footer is { } footer) PutFoot(pages[i], footer, Align.Start);
            PutFoot(pages[i], number, Align.End);
            pages[i].End();
        }
    }

    private void PutFoot(Canvas page, Text text, Align align)
    {
        const double size = 8;
        var line = Break(text, Measure - (align == Align.Start ? 50 : 0), size)[0];
        var used = (line.Sum(word => word.Width) + Math.Max(0, line.Count - 1) * SpaceWidth(spaces)) * size;
        page.Line(line, align == Align.Start ? Margin : PageWidth - Margin - used, 46, size, Ink.Grey, spaces);
    }

    private List<List<Word>> Break(Text text, double width, double size) =>
        Lines.Break(shaper, text, width / size, SpaceWidth(Space(text)));

    private Face Space(Text text) => text.Spans.All(span => span.Strong) ? strongSpaces : spaces;

    private static double SpaceWidth(Face face) => face.AdvanceOf(face.GlyphOf(' ')) / (double)face.UnitsPerEm;

    private static Text Strong(Text text) => text with { Spans = [.. text.Spans.Select(span => span with { Strong = true })] };
}
