namespace OpenSeva.Pdf;

/// <summary>A document as the office means it, before it is set in type: what it is called and what it says, in order.</summary>
public sealed record Sheet(SheetInfo Info, IReadOnlyList<Block> Blocks)
{
    /// <summary>A ruled border around every page, as certificates have.</summary>
    public bool Framed { get; init; }

    /// <summary>Set closer, step by step, when one page would just not hold it: the signature and the code stay beside what they vouch for.</summary>
    public bool OnOnePage { get; init; }

    /// <summary>Small print at the foot of every page, before the page's number.</summary>
    public Text? Footer { get; init; }
}

/// <param name="Title">Shown by readers in place of the file's name.</param>
/// <param name="Language">BCP 47 code of the document's first language.</param>
/// <param name="Author">The office that issues.</param>
/// <param name="Subject">For example the document's number.</param>
/// <param name="Created">Printed into the file; the only time in it.</param>
public sealed record SheetInfo(string Title, string Language, string Author, string Subject, DateTimeOffset Created);

/// <summary>Words in one language. A line feed begins a new line.</summary>
public sealed record Text(string Language, IReadOnlyList<Span> Spans)
{
    public Text(string language, string words, bool strong = false) : this(language, [new Span(words, strong)])
    {
    }
}

/// <param name="Strong">Bold: the name and the facts that a form's words surround.</param>
public sealed record Span(string Words, bool Strong = false);

public enum Align { Start, Centre, End }

/// <summary>How strongly a text speaks.</summary>
public enum Ink { Black, Grey, Pale, Accent }

/// <summary>One part of a document, from top to bottom.</summary>
public abstract record Block;

/// <param name="Level">1 for the document's own title, then 2 and 3.</param>
public sealed record Heading(Text Text, int Level, Align Align = Align.Start) : Block
{
    public Ink Ink { get; init; }
}

/// <param name="Size">In points.</param>
public sealed record Paragraph(Text Text, double Size = 11, Align Align = Align.Start) : Block
{
    public Ink Ink { get; init; }
}

/// <summary>Labels and values side by side, a hair line under each row.</summary>
public sealed record Table(IReadOnlyList<Row> Rows) : Block
{
    /// <summary>Share of the width that labels take.</summary>
    public double LabelShare { get; init; } = 0.42;
}

/// <summary>Each cell holds the same thing in one or more languages, the first one large.</summary>
public sealed record Row(IReadOnlyList<Text> Label, IReadOnlyList<Text> Value);

/// <summary>A line across the column.</summary>
public sealed record Rule : Block;

/// <summary>White space.</summary>
public sealed record Gap(double Points) : Block;

/// <summary>A QR code with words beside it.</summary>
/// <param name="Alternative">What a screen reader says in its place.</param>
public sealed record QrCode(string Content, Text Alternative, IReadOnlyList<Paragraph> Beside) : Block
{
    /// <summary>Side in points; 96 points (34 mm) scans from paper at arm's length.</summary>
    public double Side { get; init; } = 96;
}
