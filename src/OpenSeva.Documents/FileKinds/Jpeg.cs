using System.Buffers.Binary;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.FileKinds;

/// <summary>
/// Rewrites a JPEG (ITU-T T.81) with what shows the picture and nothing else: no place, camera, time, comment or
/// preview, nothing after its end. Of the Exif data one number stays, which way up the phone was held.
/// </summary>
internal static class Jpeg
{
    private const byte StartOfScan = 0xDA, EndOfImage = 0xD9, App0 = 0xE0, App1 = 0xE1, App2 = 0xE2, AppAdobe = 0xEE;
    private const long MostPixels = 120_000_000;

    /// <summary>A block of 64 pixels takes one bit at the very least: who announces more has sent no picture.</summary>
    private const long MostPixelsOfByte = 512;

    /// <exception cref="Refusal">document.damaged, document.too-many-pixels</exception>
    public static Cleaned Clean(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream(file.Length);
        kept.Write([0xFF, 0xD8]);
        var at = 2;
        var (pixels, scanned) = (0L, 0L);
        while (true)
        {
            var marker = Marker(file, ref at);
            if (marker == EndOfImage) break;

            var segment = Segment(file, at);
            at += segment.Length;
            if (IsFrame(marker)) pixels = Pixels(segment);

            if (marker == App1 && Orientation(segment) is { } orientation) WriteOrientation(kept, orientation);
            else if (IsKept(marker, segment))
            {
                kept.Write([0xFF, marker]);
                kept.Write(segment);
            }

            if (marker != StartOfScan) continue;

            var length = ScanLength(file[at..]);
            kept.Write(file.Slice(at, length));
            at += length;
            scanned += length;
        }

        if (pixels is 0 || scanned is 0 || pixels > scanned * MostPixelsOfByte) throw Damaged;
        kept.Write([0xFF, EndOfImage]);
        return new Cleaned(kept.ToArray(), 1);
    }

    private static Refusal Damaged => new("document.damaged");

    private static byte Marker(ReadOnlySpan<byte> file, ref int at)
    {
        if (at >= file.Length || file[at] != 0xFF) throw Damaged;
        while (at < file.Length && file[at] == 0xFF) at++;
        if (at >= file.Length) throw Damaged;

        var marker = file[at++];
        // Only markers of the file's first level may stand here: no start of image, no restart, no filler.
        return marker is 0x00 or 0x01 or 0xD8 or (>= 0xD0 and <= 0xD7) ? throw Damaged : marker;
    }

    /// <summary>A segment with the two bytes of its length.</summary>
    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> file, int at)
    {
        if (at + 2 > file.Length) throw Damaged;
        var length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
        return length < 2 || at + length > file.Length ? throw Damaged : file.Slice(at, length);
    }

    /// <summary>The picture's data runs until a marker that is neither a stuffed byte nor a restart.</summary>
    private static int ScanLength(ReadOnlySpan<byte> data)
    {
        for (var at = 0; at + 1 < data.Length; at++)
        {
            if (data[at] == 0xFF && data[at + 1] is not 0x00 and not (>= 0xD0 and <= 0xD7) and not 0xFF) return at;
        }

        throw Damaged;
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC;

    private static long Pixels(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 8) throw Damaged;
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), BinaryPrimitives.ReadUInt16BigEndian(segment[5..]));
        if (width == 0 || height == 0) throw Damaged;
        return (long)width * height is var pixels and <= MostPixels ? pixels : throw new Refusal("document.too-many-pixels");
    }

    /// <summary>Tables, frames and scans; JFIF and Adobe's colour note, without which colours turn; the colour profile.</summary>
    private static bool IsKept(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        App0 => segment[2..].StartsWith("JFIF\0"u8),
        App2 => segment[2..].StartsWith("ICC_PROFILE\0"u8),
        AppAdobe => segment[2..].StartsWith("Adobe"u8),
        >= 0xC0 and <= 0xCF or >= StartOfScan and <= 0xDF => true,
        _ => false,
    };

    /// <summary>Tag 0x0112 of the first directory (Exif 2.3, 4.6.4 A); null if there is none or it says "upright".</summary>
    private static ushort? Orientation(ReadOnlySpan<byte> segment)
    {
        var data = segment[2..];
        if (!data.StartsWith("Exif\0\0"u8) || data.Length < 16) return null;

        var tiff = data[6..];
        var little = tiff[0] == 'I';
        var directory = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2) return null;

        var count = Short(tiff, (int)directory, little);
        for (var entry = (int)directory + 2; count-- > 0 && entry + 12 <= tiff.Length; entry += 12)
        {
            if (Short(tiff, entry, little) == 0x0112) return Short(tiff, entry + 8, little) is var value and >= 2 and <= 8 ? value : null;
        }

        return null;
    }

    private static ushort Short(ReadOnlySpan<byte> data, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(data[at..]) : BinaryPrimitives.ReadUInt16BigEndian(data[at..]);

    private static void WriteOrientation(MemoryStream kept, ushort orientation) => kept.Write(
    [
        0xFF, App1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
    ]);
}
