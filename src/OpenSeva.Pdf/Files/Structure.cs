using System.Globalization;
using System.Text;

namespace OpenSeva.Pdf.Files;

/// <summary>
/// One element of the document's logical structure (heading, paragraph, table …), which screen readers walk
/// instead of the ink. Leaves point at marked content by page and number.
/// </summary>
internal sealed class Element(string role, string? language = null, string? alternative = null, string? scope = null)
{
    private readonly List<Element> children = [];
    private readonly List<(int Page, int Mark)> marks = [];

    public string Role => role;

    public Element Add(Element child)
    {
        children.Add(child);
        return child;
    }

    public void Mark(int page, int mark) => marks.Add((page, mark));

    /// <summary>Writes the tree below this element.</summary>
    /// <param name="pages">Object number of each page.</param>
    /// <param name="owners">Filled with the element that owns each mark of each page.</param>
    public int Write(PdfFile file, int parent, IReadOnlyList<int> pages, IReadOnlyList<SortedDictionary<int, int>> owners)
    {
        var number = file.Reserve();
        foreach (var (page, mark) in marks) owners[page][mark] = number;

        var kids = new StringBuilder();
        foreach (var child in children) kids.Append(CultureInfo.InvariantCulture, $"{child.Write(file, number, pages, owners)} 0 R ");
        foreach (var (page, mark) in marks)
        {
            kids.Append(CultureInfo.InvariantCulture, $"<</Type /MCR /Pg {pages[page]} 0 R /MCID {mark}>> ");
        }

        file.Set(number, string.Create(
            CultureInfo.InvariantCulture,
            $"<</Type /StructElem /S /{role} /P {parent} 0 R{Language}{Alternative}{Scope} /K [{kids.ToString().TrimEnd()}]>>"));
        return number;
    }

    private string Language => language is null ? "" : $" /Lang ({language})";

    private string Alternative => alternative is null ? "" : $" /Alt {PdfSyntax.TextString(alternative)}";

    /// <summary>Which cells a header cell speaks for.</summary>
    private string Scope => scope is null ? "" : $" /A <</O /Table /Scope /{scope}>>";
}
