using System.IO.Compression;

namespace OpenSeva.Pdf.Files;

internal static class Deflate
{
    public static byte[] Compress(ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream(data.Length / 2 + 64);
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) stream.Write(data);
        return packed.ToArray();
    }
}
