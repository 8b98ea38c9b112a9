using System.Buffers.Binary;
using System.Text;
using OpenSeva.Documents.FileKinds;
using OpenSeva.Pdf.Files;

namespace OpenSeva.Tests.Documents;

/// <summary>A picture holds what its header announces, and no more than can be opened.</summary>
public sealed class PictureTests
{
    [Fact]
    public void A_png_whose_data_is_its_picture_is_taken() => Assert.IsType<byte[]>(Photos.Clean(Png(30, 20, new byte[20 * (1 + 90)])));

    [Fact]
    public void A_png_that_holds_something_else_is_refused()
    {
        var page = Encoding.ASCII.GetBytes("<html><script>alert(1)</script></html>");

        Assert.Equal("document.damaged", Photos.Clean(Png(30, 20, packed: page)));
        Assert.Equal("document.damaged", Photos.Clean(Png(30, 20, page)));
        Assert.Equal("document.damaged", Photos.Clean(Png(30, 20, new byte[20 * (1 + 90) + 1])));
        Assert.Equal("document.damaged", Photos.Clean(Png(30, 20, new byte[20 * (1 + 90) - 1])));
    }

    [Fact]
    public void An_interlaced_png_is_counted_by_its_passes()
    {
        // The seven passes of 5 by 3 pixels, columns and rows.
        var bytes = new[] { (1, 1), (1, 1), (0, 0), (1, 1), (3, 1), (2, 2), (5, 1) }.Sum(pass => pass.Item1 is 0 ? 0 : pass.Item2 * (1 + (3 * pass.Item1)));

        Assert.IsType<byte[]>(Photos.Clean(Png(5, 3, new byte[bytes], interlaced: true)));
        Assert.Equal("document.damaged", Photos.Clean(Png(5, 3, new byte[3 * (1 + 15)], interlaced: true)));
    }

    [Fact]
    public void A_small_png_of_a_hundred_million_pixels_is_refused() =>
        Assert.Equal("document.too-many-pixels", Photos.Clean(Png(10_900, 11_000, new byte[100])));

    [Fact]
    public void A_jpeg_with_too_little_data_for_its_size_is_refused()
    {
        var photo = Photos.Jpeg;
        var frame = photo.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        foreach (var side in new[] { 5, 7 }) BinaryPrimitives.WriteUInt16BigEndian(photo.AsSpan(frame + side), 10_900);

        Assert.Equal("document.damaged", Photos.Clean(photo));
    }

    /// <summary>Red, green and blue, eight bits each.</summary>
    private static byte[] Png(int width, int height, byte[]? rows = null, byte[]? packed = null, bool interlaced = false)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (8, 2, interlaced ? (byte)1 : (byte)0);
        return [.. OpenSeva.Documents.FileKinds.Png.Signature, .. Chunk("IHDR", header), .. Chunk("IDAT", packed ?? Deflate.Compress(rows!)), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        named.CopyTo(chunk.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Crc.Of(named));
        return chunk;
    }
}
