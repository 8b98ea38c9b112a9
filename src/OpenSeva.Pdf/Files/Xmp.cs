using System.Globalization;
using System.Security;
using System.Text;

namespace OpenSeva.Pdf.Files;

/// <summary>What a file says about itself, twice: in its Info dictionary and, equal to it, in the XMP packet that PDF/A reads.</summary>
internal static class Xmp
{
    public const string Producer = "OpenSeva";

    public static string Info(SheetInfo info) =>
        $"<</Title {PdfSyntax.TextString(info.Title)} /Author {PdfSyntax.TextString(info.Author)} "
        + $"/Subject {PdfSyntax.TextString(info.Subject)} /Creator ({Producer}) /Producer ({Producer}) "
        + $"/CreationDate {PdfSyntax.Date(info.Created)} /ModDate {PdfSyntax.Date(info.Created)}>>";

    public static byte[] Packet(SheetInfo info)
    {
        var time = info.Created.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes($"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
              xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
            <pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Escape(info.Title)}</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>{Escape(info.Author)}</rdf:li></rdf:Seq></dc:creator>
            <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{Escape(info.Subject)}</rdf:li></rdf:Alt></dc:description>
            <xmp:CreatorTool>{Producer}</xmp:CreatorTool>
            <xmp:CreateDate>{time}</xmp:CreateDate><xmp:ModifyDate>{time}</xmp:ModifyDate>
            <pdf:Producer>{Producer}</pdf:Producer>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="w"?>
            """);
    }

    private static string Escape(string text) => SecurityElement.Escape(text);
}
