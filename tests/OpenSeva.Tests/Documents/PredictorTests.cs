using System.Text;
using OpenSeva.Pdf.Files;
using OpenSeva.Tests.Pdf;

namespace OpenSeva.Tests.Documents;

/// <summary>Object streams that were told by their neighbours before they were packed hide nothing either.</summary>
public sealed class PredictorTests : IDisposable
{
    private readonly Peer peer = new();

    public void Dispose() => peer.Dispose();

    private const string Active = "1 0 <</S /JavaScript /JS (app.alert(1))>>  ", Harmless = "1 0 <</S /Nothing /Title (x)>>  ";

    [Theory]
    [InlineData(10, 1, 8, 5), InlineData(11, 1, 8, 7), InlineData(12, 1, 8, 4), InlineData(13, 3, 8, 2), InlineData(14, 2, 16, 3), InlineData(15, 1, 1, 33)]
    [InlineData(2, 1, 8, 9), InlineData(2, 3, 8, 4), InlineData(2, 1, 16, 5), InlineData(2, 2, 4, 7), InlineData(2, 1, 1, 40), InlineData(2, 1, 2, 11)]
    public void What_a_predictor_tells_by_its_neighbours_is_read_as_it_was_written(int predictor, int colors, int bits, int columns)
    {
        var parms = $"<</Predictor {predictor} /Colors {colors} /BitsPerComponent {bits} /Columns {columns}>>";

        Assert.Equal("document.active", Photos.Clean(Pdf("/Filter /FlateDecode /DecodeParms " + parms, Deflate.Compress(Told(Active, predictor, colors, bits, columns)))));
        Assert.Equal("document.active", Photos.Clean(Pdf($"/Filter [/FlateDecode] /DecodeParms [{parms}]", Deflate.Compress(Told(Active, predictor, colors, bits, columns)))));
        Assert.IsType<byte[]>(Photos.Clean(Pdf("/Filter /FlateDecode /DecodeParms " + parms, Deflate.Compress(Told(Harmless, predictor, colors, bits, columns)))));
    }

    [Fact]
    public void Qpdf_reads_the_same_bytes_out_of_it()
    {
        foreach (var (predictor, colors, bits, columns) in new[] { (15, 3, 8, 5), (12, 1, 8, 4), (2, 3, 8, 4) })
        {
            var packed = Deflate.Compress(Told(Harmless, predictor, colors, bits, columns));
            // Without its table of objects, so that qpdf looks for them itself.
            var file = peer.File("told.pdf", Untabled(Pdf($"/Filter /FlateDecode /DecodeParms <</Predictor {predictor} /Colors {colors} /BitsPerComponent {bits} /Columns {columns}>>", packed, "/Type /Nothing")));
            Assert.Contains(Harmless, peer.Run("qpdf", "--show-object=98", "--filtered-stream-data", file), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/Filter /FlateDecode /DecodeParms 5 0 R")]
    [InlineData("/Filter /FlateDecode /DecodeParms <</Predictor 16>>")]
    [InlineData("/Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns 5 0 R>>")]
    [InlineData("/Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns 2000000000 /Colors 60>>")]
    [InlineData("/Filter /FlateDecode /DecodeParms <</Predictor 12 /BitsPerComponent 7>>")]
    [InlineData("/Filter [/FlateDecode /FlateDecode /FlateDecode /FlateDecode]")]
    [InlineData("/Filter /LZWDecode")]
    [InlineData("/Filter 5 0 R")]
    [InlineData("/Fl /FlateDecode /F (other.bin)")]
    [InlineData("/Filter /FlateDecode /DP <</Predictor 12>>")]
    [InlineData("/Filter /FlateDecode /Filter /ASCIIHexDecode")]
    public void What_cannot_be_looked_into_is_refused(string filter) =>
        Assert.Equal("document.damaged", Photos.Clean(Pdf(filter, Deflate.Compress(Told(Harmless, 12, 1, 8, 1)))));

    [Theory]
    [InlineData("% 1 0 obj <<\n/Type /ObjStm")]
    [InlineData("/X (1 0 obj << /A\\( )")]
    [InlineData("foo /X (1 0 obj << /A\\( )")]
    [InlineData("/B 1 /B 2 % endobj 1 0 obj <<\n")]
    public void A_dictionary_that_can_be_read_in_two_ways_is_refused(string trick)
    {
        var packed = Deflate.Compress(Encoding.ASCII.GetBytes(Harmless));
        var two = $"\n98 0 obj\n<</DecodeParms <</Predictor 12>> {trick} /N 1 /First 4 /Filter /FlateDecode /Length {packed.Length}>>\nstream\n";

        Assert.Equal("document.damaged", Photos.Clean([.. Photos.Pdf, .. Encoding.ASCII.GetBytes(two), .. packed, .. "\nendstream\nendobj\n%%EOF\n"u8]));
    }

    [Fact]
    public void Objects_that_stand_before_it_do_no_harm()
    {
        var packed = Deflate.Compress(Encoding.ASCII.GetBytes(Harmless));
        var before = "\n96 0 obj\n[1 (a \\) b) <0aF> /N#61me 5 0 R 1.5 -2 true null <</A [ ]>>] % a note\nendobj\n97 0 obj 12 endobj";

        Assert.IsType<byte[]>(Photos.Clean(Pdf("/Filter /FlateDecode", packed, before: before)));
    }

    [Fact]
    public void Several_packings_and_none_are_looked_through()
    {
        var packed = Deflate.Compress(Encoding.ASCII.GetBytes(Active));
        Assert.Equal("document.active", Photos.Clean(Pdf("/Filter [/ASCIIHexDecode /FlateDecode] /DecodeParms [null null]", Encoding.ASCII.GetBytes(Convert.ToHexString(packed) + ">"))));
        Assert.Equal("document.active", Photos.Clean(Pdf("/Filter [/FlateDecode /FlateDecode]", Deflate.Compress(packed))));
        Assert.Equal("document.active", Photos.Clean(Pdf("", Encoding.ASCII.GetBytes(Active))));
    }

    [Fact]
    public void A_stream_without_its_type_is_looked_into_when_it_counts_objects()
    {
        var packed = Deflate.Compress(Encoding.ASCII.GetBytes(Active));
        Assert.Equal("document.active", Photos.Clean(Pdf("/Filter /FlateDecode", packed, "/Type 7 0 R")));
        Assert.Equal("document.active", Photos.Clean(Pdf("/Filter /FlateDecode", packed, "")));
    }

    [Fact]
    public void Bytes_that_spell_the_end_do_not_end_a_stream_that_gives_its_length()
    {
        // A block that is stored as it is says "endstream"; what matters comes after it, packed.
        var stored = "x endstream x"u8.ToArray();
        var rest = Deflate.Compress(Encoding.ASCII.GetBytes(Active));
        byte[] packed = [0x78, 0x9C, 0x00, (byte)stored.Length, 0, (byte)~stored.Length, 0xFF, .. stored, .. rest.AsSpan(2, rest.Length - 6), .. Adler([.. stored, .. Encoding.ASCII.GetBytes(Active)])];

        Assert.Equal("document.active", Photos.Clean(Pdf("/Filter /FlateDecode", packed)));
    }

    [Fact]
    public void A_small_file_that_unpacks_without_end_is_refused_with_a_predictor_too()
    {
        var packed = Deflate.Compress(new byte[65 * 1024 * 1024]);

        Assert.Equal("document.damaged", Photos.Clean(Pdf("/Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns 100>>", packed)));
    }

    /// <summary>RFC 1950, 8.2.</summary>
    private static byte[] Adler(byte[] plain)
    {
        var (a, b) = (1, 0);
        foreach (var one in plain) (a, b) = ((a + one) % 65521, (b + (a + one) % 65521) % 65521);
        return [(byte)(b >> 8), (byte)b, (byte)(a >> 8), (byte)a];
    }

    private static byte[] Untabled(byte[] file) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(file).Replace("startxref", "startnone", StringComparison.Ordinal));

    private static byte[] Pdf(string filter, byte[] packed, string type = "/Type /ObjStm", string before = "") =>
        [.. Photos.Pdf, .. Encoding.ASCII.GetBytes($"{before}\n98 0 obj\n<<{type} /N 1 /First 4 {filter} /Length {packed.Length}>>\nstream\n"), .. packed, .. "\nendstream\nendobj\n%%EOF\n"u8];

    /// <summary>The other way round: each told by its neighbours. With a PNG predictor the rows take turns among the five filters.</summary>
    private static byte[] Told(string words, int predictor, int colors, int bits, int columns)
    {
        var row = (colors * bits * columns + 7) / 8;
        var plain = Encoding.ASCII.GetBytes(words.PadRight((words.Length + row - 1) / row * row));
        return predictor is 2 ? Tiff(plain, row, colors, bits) : Png(plain, row, Math.Max(1, colors * bits / 8));
    }

    private static byte[] Png(byte[] plain, int row, int step)
    {
        var told = new List<byte>();
        for (var start = 0; start < plain.Length; start += row)
        {
            var filter = (byte)(start / row % 5);
            told.Add(filter);
            for (var i = 0; i < row; i++)
            {
                int left = i >= step ? plain[start + i - step] : 0, above = start > 0 ? plain[start + i - row] : 0, corner = start > 0 && i >= step ? plain[start + i - row - step] : 0;
                var guess = left + above - corner;
                var nearest = new[] { left, above, corner }.MinBy(one => Math.Abs(guess - one));
                told.Add((byte)(plain[start + i] - new[] { 0, left, above, (left + above) / 2, nearest }[filter]));
            }
        }

        return [.. told];
    }

    private static byte[] Tiff(byte[] plain, int row, int colors, int bits)
    {
        var told = (byte[])plain.Clone();
        for (var start = 0; start < plain.Length; start += row)
        {
            // Component by component, bit by bit: slow and plain.
            int Component(int i) => Enumerable.Range(i * bits, bits).Aggregate(0, (sum, bit) => (sum << 1) | ((plain[start + bit / 8] >> (7 - bit % 8)) & 1));
            for (var i = colors; i < row * 8 / bits; i++)
            {
                var difference = Component(i) - Component(i - colors);
                for (var bit = 0; bit < bits; bit++)
                {
                    var (place, value) = (i * bits + bit, (difference >> (bits - 1 - bit)) & 1);
                    told[start + place / 8] = (byte)((told[start + place / 8] & ~(1 << (7 - place % 8))) | (value << (7 - place % 8)));
                }
            }
        }

        return told;
    }
}
