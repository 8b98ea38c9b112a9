using System.Buffers.Binary;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.FileKinds;

/// <summary>
/// Rewrites a PNG (W3C, third edition) with the chunks that show the picture: no text, time, Exif, animation or
/// unknown chunk, nothing after its end, and no data that is not this picture's.
/// </summary>
internal static class Png
{
    private static readonly HashSet<string> Kept =
        ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs"];

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <exception cref="Refusal">document.damaged, document.too-many-pixels</exception>
    public static Cleaned Clean(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream(file.Length);
        kept.Write(Signature);
        var at = Signature.Length;
        using var data = new MemoryStream();
        PngPicture? picture = null;
        for (var first = true; ; first = false)
        {
            if (at + 12 > file.Length) throw Damaged;
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12) throw Damaged;

            var chunk = file.Slice(at, (int)length + 12);
            at += chunk.Length;
            var type = System.Text.Encoding.ASCII.GetString(chunk[4..8]);
            if (first != (type == "IHDR")) throw Damaged;
            if (BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]) != Crc.Of(chunk[4..^4])) throw Damaged;
            if (type == "IHDR") picture = PngPicture.Read(chunk);
            if (type == "IDAT") data.Write(chunk[8..^4]);
            if (Kept.Contains(type)) kept.Write(chunk);
            if (type != "IEND") continue;

            data.Position = 0;
            return picture!.Fits(data) ? new Cleaned(kept.ToArray(), 1) : throw Damaged;
        }
    }

    private static Refusal Damaged => new("document.damaged");
}
