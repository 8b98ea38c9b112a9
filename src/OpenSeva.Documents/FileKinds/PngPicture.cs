using System.Buffers.Binary;
using System.IO.Compression;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.FileKinds;

/// <summary>The picture a PNG's header announces (W3C, third edition, 11.2.1), to hold its data against.</summary>
internal sealed record PngPicture(long Width, long Height, int BitsPerPixel, bool Interlaced)
{
    // A sheet A4 scanned with 600 dots per inch has 35 million, a phone's screen four.
    private const long MostPixels = 50_000_000;
    private const long MostBytes = 4 * MostPixels;

    /// <summary>Where each pass of an interlaced picture begins, and how far apart its pixels lie (8.2, Adam7).</summary>
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Its bytes unpacked, each row with the number of its filter before it.</summary>
    private long Bytes => Interlaced ? Passes.Sum(pass => Rows(Part(Width, pass.X, pass.StepX), Part(Height, pass.Y, pass.StepY))) : Rows(Width, Height);

    /// <exception cref="Refusal">document.damaged, document.too-many-pixels</exception>
    public static PngPicture Read(ReadOnlySpan<byte> header)
    {
        if (header.Length is not 25 || Channels(header[17]) is not { } channels || header[16] is not (1 or 2 or 4 or 8 or 16) || header[18] is not 0 || header[19] is not 0 || header[20] > 1)
            throw new Refusal("document.damaged");
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header[8..]), BinaryPrimitives.ReadUInt32BigEndian(header[12..]));
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue) throw new Refusal("document.damaged");
        if ((long)width * height > MostPixels) throw new Refusal("document.too-many-pixels");

        var picture = new PngPicture(width, height, channels * header[16], header[20] is 1);
        return picture.Bytes <= MostBytes ? picture : throw new Refusal("document.too-many-pixels");
    }

    /// <summary>The data unpacks to this picture, no byte more or less; nothing of it is kept in memory.</summary>
    public bool Fits(Stream packed)
    {
        var left = Bytes;
        var buffer = new byte[64 * 1024];
        try
        {
            using var plain = new ZLibStream(packed, CompressionMode.Decompress);
            for (int read; left >= 0 && (read = plain.Read(buffer)) > 0;) left -= read;
        }
        catch (InvalidDataException)
        {
            return false;
        }

        return left is 0;
    }

    private static int? Channels(byte colour) => colour switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => null };

    private static long Part(long whole, int from, int step) => (whole - from + step - 1) / step;

    private long Rows(long width, long height) => width is 0 ? 0 : height * (1 + ((width * BitsPerPixel) + 7) / 8);
}
