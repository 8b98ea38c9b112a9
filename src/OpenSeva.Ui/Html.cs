using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace OpenSeva.Ui;

/// <summary>
/// A piece of a page written in one go, for what a page repeats many times: a row as components and elements costs the
/// renderer some hundred steps, as one piece a single one. What is filled in is encoded, so it may stand in texts and
/// between the quotes of an attribute; only other pieces go in as they are.
/// <code>Html.Of($"""&lt;td data-label="{label}"&gt;{line.Title}&lt;/td&gt;""")</code>
/// </summary>
public static class Html
{
    /// <summary>Indic letters travel as they are (three bytes), not as entities (eight).</summary>
    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static MarkupString Of(HtmlText text) => text.Done();

    /// <summary>One piece for each item, one after the other.</summary>
    public static MarkupString Each<T>(IEnumerable<T> items, Func<T, MarkupString> piece)
    {
        var all = new StringBuilder();
        foreach (var item in items) all.Append(piece(item).Value);
        return new(all.ToString());
    }
}

/// <summary>What the compiler makes of an interpolated string given to <see cref="Html.Of"/>.</summary>
[InterpolatedStringHandler]
public ref struct HtmlText(int literalLength, int formattedCount)
{
    private DefaultInterpolatedStringHandler text = new(literalLength, formattedCount);

    public void AppendLiteral(string markup) => text.AppendLiteral(markup);

    public void AppendFormatted(MarkupString piece) => text.AppendLiteral(piece.Value ?? "");

    public void AppendFormatted(string? value)
    {
        if (value is not null) text.AppendLiteral(Html.Encoder.Encode(value));
    }

    internal MarkupString Done() => new(text.ToStringAndClear());
}
