using Microsoft.AspNetCore.Components;
using OpenSeva.Ui;

namespace OpenSeva.Tests.Ui;

public sealed class HtmlTests
{
    [Fact]
    public void What_is_filled_in_ends_neither_an_attribute_nor_an_element()
    {
        var typed = "\"' onclick='x' <script>&";

        var piece = Html.Of($"""<td data-label="{typed}">{typed}</td>""").Value;

        var cell = new AngleSharp.Html.Parser.HtmlParser().ParseDocument($"<table><tr>{piece}</tr></table>").QuerySelector("td")!;
        Assert.Equal(typed, cell.TextContent);
        Assert.Equal(typed, cell.GetAttribute("data-label"));
        Assert.Single(cell.Attributes);
        Assert.Empty(cell.Children);
    }

    [Fact]
    public void Pieces_go_into_pieces_as_they_are_and_nothing_is_nothing()
    {
        var names = Html.Each(["ലക്ഷ്മി", "<A>"], name => Html.Of($"<li>{name}</li>"));

        Assert.Equal("<ul><li>ലക്ഷ്മി</li><li>&lt;A&gt;</li></ul>", Html.Of($"<ul>{names}{(string?)null}{default(MarkupString)}</ul>").Value);
    }
}
