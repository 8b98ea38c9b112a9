using System.Text;
using OpenSeva.Documents.FileKinds;
using OpenSeva.Kernel;
using OpenSeva.Pdf.Files;

namespace OpenSeva.Tests.Documents;

/// <summary>A made-up file neither keeps the looker busy nor finds a place where nobody looks.</summary>
public sealed class PdfLookTests
{
    private const string Script = "5 0 obj <</S /JavaScript /JS (app.alert(1))>> endobj";

    [Theory]
    [InlineData("0 obj(", ")endobj ")]
    [InlineData("0 obj[", "]endobj ")]
    [InlineData("%0 obj(", "\n)endobj ")]
    [InlineData("%0 obj ( %0 obj ( ", "")]
    [InlineData("1 0 obj<</A %", "")]
    public void A_file_of_objects_inside_objects_is_refused_after_few_steps(string open, string close)
    {
        const int Times = 40_000;
        var nested = string.Concat(Enumerable.Repeat(open, Times)) + string.Concat(Enumerable.Repeat(close, Times));
        var file = Pdf(nested + "\n9 0 obj<</Type/ObjStm/N 1/First 4>>stream\n1 0 <<>>\nendstream endobj");
        var steps = PdfSteps.For(file);

        Assert.Equal("document.damaged", Assert.Throws<Refusal>(() => PdfLook.Look(file, steps)).Code);
        Assert.InRange(steps.Taken, 1, 9L * file.Length);
    }

    [Fact]
    public void A_long_honest_file_is_read_about_once()
    {
        var objects = string.Concat(Enumerable.Range(100, 5_000).Select(n => $"{n} 0 obj\n<</Kids [1 0 R 2 0 R 3] /Name (no. {n} \\(old\\)) /First 4 /N 1>>\nendobj\n"));
        var file = Pdf(objects + "98 0 obj<</Type/ObjStm/N 1/First 4>>stream\n1 0 <</S /Nothing>>\nendstream endobj");
        var steps = PdfSteps.For(file);

        Assert.True(PdfLook.Look(file, steps).Pages > 0);
        Assert.InRange(steps.Taken, objects.Length / 2, 3L * objects.Length);
    }

    [Theory]
    [InlineData("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")]
    [InlineData("/Filter /FlateDecode")]
    public void What_stands_between_a_stream_s_first_end_and_its_last_is_looked_at(string dictionary)
    {
        var packed = Deflate.Compress("1 0 <</S /Nothing>>"u8.ToArray());
        Assert.Equal("document.active", Photos.Clean(Stream(dictionary, [.. packed, .. Encoding.ASCII.GetBytes($"\nendstream endobj {Script} 6 0 obj <<>> ")])));
        Assert.Equal("document.active", Photos.Clean(Stream(dictionary, [.. packed, .. Encoding.ASCII.GetBytes($"\nendstream endobj 6 0 obj <<>> stream\n {Script}")])));
        Assert.IsType<byte[]>(Photos.Clean(Stream(dictionary, [.. packed, .. "\nendstream endobj 6 0 obj <<>> endobj"u8])));
    }

    [Theory]
    [InlineData("5 0 obj"), InlineData("5 0\0obj"), InlineData("5 0% a note\n obj"), InlineData("5 0obj % a note\n")]
    public void An_object_among_the_bytes_of_a_stream_is_looked_at_however_it_begins(string begin)
    {
        var hidden = Encoding.ASCII.GetBytes(Script.Replace("5 0 obj", begin, StringComparison.Ordinal));
        Assert.Equal("document.active", Photos.Clean(Stream("", hidden)));
        Assert.Equal("document.active", Photos.Clean(Stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", [.. Deflate.Compress("1 0 <<>>"u8.ToArray()), .. hidden])));
        // Pictures and text in packed streams spell such names by chance.
        Assert.IsType<byte[]>(Photos.Clean(Stream("", "q /JS gs BT (my obj) Tj ET Q"u8.ToArray())));
    }

    [Fact]
    public void A_dictionary_with_its_beginning_hidden_behind_a_comment_is_still_the_one_that_is_read()
    {
        const string Two = "98 0%\nobj <</DecodeParms <</Predictor 12>> % 1 0 obj <<\n/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode>>stream\n";
        Assert.Equal("document.damaged", Photos.Clean([.. Photos.Pdf, .. Encoding.ASCII.GetBytes(Two), .. Deflate.Compress("1 0 <</S /Nothing>>"u8.ToArray()), .. "\nendstream\nendobj\n%%EOF\n"u8]));
    }

    private static byte[] Stream(string dictionary, byte[] bytes) =>
        [.. Photos.Pdf, .. Encoding.ASCII.GetBytes($"\n98 0 obj\n<<{dictionary} /Length {bytes.Length}>>\nstream\n"), .. bytes, .. "\nendstream\nendobj\n%%EOF\n"u8];

    private static byte[] Pdf(string more) => [.. Photos.Pdf, .. Encoding.ASCII.GetBytes($"\n{more}\n%%EOF\n")];
}
