using System.Buffers.Binary;
using System.Text;

namespace OpenSeva.Pdf.Files;

/// <summary>
/// A small sRGB profile (ICC.1:2001-04, version 2), computed from IEC 61966-2-1, that tells printers what
/// our colours mean. PDF/A asks every file to carry one.
/// </summary>
internal static class SrgbProfile
{
    private const int CurvePoints = 256;

    public static readonly byte[] Bytes = Make();
    public static readonly byte[] Compressed = Deflate.Compress(Bytes);

    private static byte[] Make()
    {
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Description("sRGB IEC61966-2.1")),
            ("cprt", [.. Head("text"), .. "Public domain\0"u8]),
            ("wtpt", Xyz(0.9505, 1.0, 1.0891)),
            // The primaries of sRGB adapted to the D50 white of the connection space (Bradford).
            ("rXYZ", Xyz(0.43607, 0.22249, 0.01392)),
            ("gXYZ", Xyz(0.38515, 0.71687, 0.09708)),
            ("bXYZ", Xyz(0.14307, 0.06061, 0.71410)),
            ("rTRC", Curve()),
            ("gTRC", []),
            ("bTRC", []),
        ];

        var start = 128 + 4 + 12 * tags.Length;
        var table = new MemoryStream();
        var data = new MemoryStream();
        var (curveAt, curveLength) = (0, 0);
        Write(table, tags.Length);
        foreach (var (tag, content) in tags)
        {
            // The three channels share one curve.
            if (content.Length > 0) (curveAt, curveLength) = (start + (int)data.Length, content.Length);
            table.Write(Encoding.ASCII.GetBytes(tag));
            Write(table, curveAt);
            Write(table, curveLength);
            data.Write(content);
            while (data.Length % 4 != 0) data.WriteByte(0);
        }

        byte[] profile = [.. Header(start + (int)data.Length), .. table.ToArray(), .. data.ToArray()];
        return profile;
    }

    private static byte[] Header(int size)
    {
        var header = new byte[128];
        BinaryPrimitives.WriteInt32BigEndian(header, size);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), 0x02100000);
        "mntrRGB XYZ "u8.CopyTo(header.AsSpan(12));
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(24), 2026);
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(28), 1);
        "acsp"u8.CopyTo(header.AsSpan(36));
        // The D50 illuminant of the connection space, as the standard prescribes it.
        Xyz(0.9642, 1.0, 0.8249).AsSpan(8).CopyTo(header.AsSpan(68));
        return header;
    }

    private static byte[] Head(string type) => [.. Encoding.ASCII.GetBytes(type), 0, 0, 0, 0];

    private static byte[] Xyz(double x, double y, double z)
    {
        byte[] value = [.. Head("XYZ "), .. new byte[12]];
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(8), Fixed(x));
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(12), Fixed(y));
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(16), Fixed(z));
        return value;
    }

    private static int Fixed(double value) => (int)Math.Round(value * 65536);

    private static byte[] Curve()
    {
        byte[] curve = [.. Head("curv"), .. new byte[4 + CurvePoints * 2]];
        BinaryPrimitives.WriteInt32BigEndian(curve.AsSpan(8), CurvePoints);
        for (var i = 0; i < CurvePoints; i++)
        {
            var encoded = i / (CurvePoints - 1.0);
            var light = encoded <= 0.04045 ? encoded / 12.92 : Math.Pow((encoded + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(curve.AsSpan(12 + i * 2), (ushort)Math.Round(light * 65535));
        }

        return curve;
    }

    private static byte[] Description(string name)
    {
        // textDescriptionType: the name once in ASCII, then empty Unicode and script-code forms of fixed size.
        byte[] value = [.. Head("desc"), 0, 0, 0, (byte)(name.Length + 1), .. Encoding.ASCII.GetBytes(name), 0, .. new byte[4 + 4 + 2 + 1 + 67]];
        return value;
    }

    private static void Write(MemoryStream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        stream.Write(bytes);
    }
}
