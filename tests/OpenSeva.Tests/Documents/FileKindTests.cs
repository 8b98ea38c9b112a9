using OpenSeva.Documents.FileKinds;
using OpenSeva.Documents.Uploads;
using OpenSeva.Kernel;
using OpenSeva.Tests.Pdf;

namespace OpenSeva.Tests.Documents;

/// <summary>What is kept of a file, and which files are not taken.</summary>
public sealed class FileKindTests : IDisposable
{
    private readonly Peer peer = new();

    [Fact]
    public void A_photo_forgets_where_when_and_with_what_it_was_taken_but_not_which_way_up()
    {
        Assert.Contains("GPS", Facts(peer.File("before.jpg", Photos.Jpeg)), StringComparison.Ordinal);

        var kept = peer.File("after.jpg", Jpeg.Clean(Photos.Jpeg).Content);

        var facts = Facts(kept);
        Assert.Contains("Orientation", facts, StringComparison.Ordinal);
        Assert.All((string[])["GPS", "Make", "Model", "Date/Time Original", "City", "Comment", "Thumbnail", "Trailer"], fact => Assert.DoesNotContain(fact, facts, StringComparison.Ordinal));
        Assert.DoesNotContain("at home", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(kept)), StringComparison.Ordinal);
        Assert.StartsWith(Specimens.VerifyUrl, peer.Run("zbarimg", "--quiet", "--raw", kept), StringComparison.Ordinal);
    }

    [Fact]
    public void A_drawing_forgets_its_notes()
    {
        Assert.Contains("at home", Facts(peer.File("before.png", Photos.Png)), StringComparison.Ordinal);

        var kept = peer.File("after.png", Png.Clean(Photos.Png).Content);

        Assert.All((string[])["GPS", "City", "Comment"], fact => Assert.DoesNotContain(fact, Facts(kept), StringComparison.Ordinal));
        Assert.StartsWith(Specimens.VerifyUrl, peer.Run("zbarimg", "--quiet", "--raw", kept), StringComparison.Ordinal);
    }

    [Fact]
    public void Cleaning_twice_changes_nothing_more()
    {
        var photo = Jpeg.Clean(Photos.Jpeg).Content;
        var drawing = Png.Clean(Photos.Png).Content;

        Assert.Equal(photo, Jpeg.Clean(photo).Content);
        Assert.Equal(drawing, Png.Clean(drawing).Content);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void The_pages_of_a_pdf_are_counted_as_qpdf_counts_them(bool packed)
    {
        var file = peer.File("one.pdf", Photos.Pdf);
        peer.Run("qpdf", "--empty", "--pages", file, file, file, "--", packed ? "--object-streams=generate" : "--object-streams=disable", peer.PathOf("three.pdf"));

        Assert.Equal(3, PdfLook.Look(File.ReadAllBytes(peer.PathOf("three.pdf"))).Pages);
        Assert.Equal("3", peer.Run("qpdf", "--show-npages", peer.PathOf("three.pdf")).Trim());
    }

    [Fact]
    public void A_locked_pdf_is_refused()
    {
        peer.Run("qpdf", "--encrypt", "secret", "secret", "256", "--", peer.File("one.pdf", Photos.Pdf), peer.PathOf("locked.pdf"));

        Assert.Equal("document.encrypted", Photos.Clean(File.ReadAllBytes(peer.PathOf("locked.pdf"))));
    }

    [Theory]
    [InlineData("<</S /JavaScript /JS (app.alert(1))>>")]
    [InlineData("<</S /J#61vaScript>>")]
    [InlineData("<</S /Launch /F (calc.exe)>>")]
    [InlineData("<</EmbeddedFiles 5 0 R>>")]
    [InlineData("<</XFA 5 0 R>>")]
    [InlineData("<</S /SubmitForm /F (https://example.org/take)>>")]
    [InlineData("<</S/ImportData/F(values.fdf)>>")]
    [InlineData("<</S /GoToR /F (other.pdf) /D [0 /Fit]>>")]
    [InlineData("<</S /GoTo#45 /T <</R /C /N (inner.pdf)>>>>")]
    public void A_pdf_that_would_do_something_is_refused(string part) => Assert.Equal("document.active", Photos.Clean(Photos.PdfWith(part)));

    [Fact]
    public void A_pdf_whose_links_stay_inside_it_is_taken() => Assert.IsType<byte[]>(Photos.Clean(Photos.PdfWith("<</S /GoTo /D [1 0 R /Fit]>>")));

    [Fact]
    public void A_pdf_that_hides_it_in_an_object_stream_is_refused_too()
    {
        peer.Run("qpdf", "--object-streams=generate", peer.File("active.pdf", Photos.PdfWith("<</S /JavaScript>>")), peer.PathOf("packed.pdf"));
        var body = "1 0 <</S /JavaScript /JS (x)>>"u8.ToArray();
        var packed = OpenSeva.Pdf.Files.Deflate.Compress(body);
        byte[] file = [.. Photos.Pdf, .. System.Text.Encoding.ASCII.GetBytes($"\n98 0 obj\n<</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {packed.Length}>>\nstream\n"), .. packed, .. "\nendstream\nendobj\n%%EOF\n"u8];

        Assert.Equal("document.active", Photos.Clean(file));
    }

    [Theory]
    [InlineData("98 0 obj\n<</Type /Obj#53tm", ">>\nstream\n")]
    [InlineData("98 0 obj\n<</Type /ObjStm", ">>\nstream\r")]
    [InlineData("98 0 obj\n<</Type /ObjStm /Note (99 0 obj)", ">>\nstream\n")]
    [InlineData("98 0 obj\n<</Type /ObjStm", "PAD>>\nstream\n")]
    public void However_an_object_stream_is_written_it_is_looked_into(string head, string tail)
    {
        var packed = OpenSeva.Pdf.Files.Deflate.Compress("1 0 <</S /JavaScript /JS (x)>>"u8.ToArray());
        var before = $"\n{head} /N 1 /First 4 /Filter /FlateDecode /Length {packed.Length}{tail.Replace("PAD", new string(' ', 5000), StringComparison.Ordinal)}";
        byte[] file = [.. Photos.Pdf, .. System.Text.Encoding.ASCII.GetBytes(before), .. packed, .. "\nendstream\nendobj\n%%EOF\n"u8];

        Assert.Equal("document.active", Photos.Clean(file));
    }

    [Fact]
    public void A_stream_of_no_object_is_refused()
    {
        byte[] file = [.. Photos.Pdf, .. "\n98 0 obj\n<</Length 1>>\nstream\nx\nendstream\nendobj\n<</Length 1>>\nstream\nx\nendstream\n%%EOF\n"u8];

        Assert.Equal("document.damaged", Photos.Clean(file));
    }

    [Fact]
    public void An_iphone_photo_is_refused_with_advice_and_anything_else_without()
    {
        byte[] heic = [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8];

        Assert.Equal("document.heic", Photos.Clean(heic));
        Assert.Equal("document.type", Photos.Clean("<html><script>"u8.ToArray()));
        Assert.Equal("document.type", Photos.Clean([.. "GIF89a"u8, .. Photos.Pdf]));
        Assert.Equal("document.empty", Photos.Clean([]));
    }

    [Fact]
    public void A_damaged_file_is_refused_and_never_a_fault_of_the_program()
    {
        var seed = Environment.GetEnvironmentVariable("OPENSEVA_SEED") is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        byte[][] files = [Photos.Jpeg, Photos.Png, Photos.Pdf];
        for (var i = 0; i < 600; i++)
        {
            var file = (byte[])files[i % 3].Clone();
            for (var change = random.Next(1, 6); change > 0; change--) file[random.Next(Math.Min(file.Length, 3000))] = (byte)random.Next(256);
            if (random.Next(4) == 0) file = file[..random.Next(1, file.Length)];

            Assert.True(Photos.Clean(file) is byte[] or string);
        }
    }

    [Fact]
    public void A_picture_that_would_fill_the_memory_is_refused()
    {
        var photo = Photos.Jpeg;
        var frame = photo.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        photo.AsSpan(frame + 5, 4).Fill(0xFF);

        Assert.Equal("document.too-many-pixels", Photos.Clean(photo));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("C:\\scan\\ആധാർ കാർഡ്.PDF", "ആധാർ കാർഡ്.pdf")]
    [InlineData("bill\u202Efdp.exe", "billfdp.pdf")]
    [InlineData("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf")]
    [InlineData("...", "document.pdf")]
    [InlineData("", "document.pdf")]
    public void A_file_s_name_is_made_harmless(string given, string kept) => Assert.Equal(kept, FileNames.Tidy(given, FileKind.Pdf));

    public void Dispose() => peer.Dispose();

    private string Facts(string file) => peer.Run("exiftool", "-a", "-G1", "-ee", file)
        .Split('\n').Where(line => !line.StartsWith("[System]", StringComparison.Ordinal) && !line.StartsWith("[ExifTool]", StringComparison.Ordinal))
        .Aggregate("", (all, line) => all + line + "\n");
}
