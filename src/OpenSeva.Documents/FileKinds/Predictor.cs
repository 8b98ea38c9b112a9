using OpenSeva.Kernel;

namespace OpenSeva.Documents.FileKinds;

/// <summary>
/// Undoes what was done to bytes before they were packed: each told by its neighbours (ISO 32000, 7.4.4.4; the PNG
/// filters are those of PNG, 9.2). What comes out is never more than what went in.
/// </summary>
internal static class Predictor
{
    private const int LongestRow = 1024 * 1024;

    /// <param name="parameters">The stream's /DecodeParms for its packing; null is none.</param>
    /// <exception cref="Refusal">document.damaged</exception>
    public static byte[] Undo(byte[] bytes, IReadOnlyDictionary<string, object?>? parameters)
    {
        var kind = Whole(parameters, "Predictor", 1);
        if (kind is 1) return bytes;

        long colors = Whole(parameters, "Colors", 1), bits = Whole(parameters, "BitsPerComponent", 8), columns = Whole(parameters, "Columns", 1);
        if (colors is < 1 or > 64 || bits is not (1 or 2 or 4 or 8 or 16) || columns is < 1 or > LongestRow) throw new Refusal("document.damaged");
        var row = (colors * bits * columns + 7) / 8;
        if (row > LongestRow) throw new Refusal("document.damaged");
        return kind switch
        {
            2 => Tiff(bytes, (int)row, (int)colors, (int)bits),
            >= 10 and <= 15 => Png(bytes, (int)row, (int)Math.Max(1, colors * bits / 8)),
            _ => throw new Refusal("document.damaged"),
        };
    }

    private static byte[] Png(byte[] bytes, int row, int step)
    {
        var plain = new MemoryStream(bytes.Length);
        byte[] above = new byte[row], line = new byte[row];
        for (var at = 0; at < bytes.Length; at += row + 1)
        {
            // The last row may be cut short.
            var length = Math.Min(row, bytes.Length - at - 1);
            for (var i = 0; i < length; i++)
            {
                byte left = i >= step ? line[i - step] : (byte)0, corner = i >= step ? above[i - step] : (byte)0;
                line[i] = (byte)(bytes[at + 1 + i] + bytes[at] switch
                {
                    0 => 0,
                    1 => left,
                    2 => above[i],
                    3 => (left + above[i]) / 2,
                    4 => Paeth(left, above[i], corner),
                    _ => throw new Refusal("document.damaged"),
                });
            }

            plain.Write(line, 0, length);
            (above, line) = (line, above);
        }

        return plain.ToArray();
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }

    /// <summary>Each component is told by the same one of the pixel before (TIFF 6.0, section 14).</summary>
    private static byte[] Tiff(byte[] bytes, int row, int colors, int bits)
    {
        var plain = (byte[])bytes.Clone();
        for (var start = 0; start < plain.Length; start += row)
        {
            var line = plain.AsSpan(start, Math.Min(row, plain.Length - start));
            var components = line.Length * 8 / bits;
            for (var i = colors; i < components; i++) Set(line, i, bits, Get(line, i, bits) + Get(line, i - colors, bits));
        }

        return plain;
    }

    private static int Get(ReadOnlySpan<byte> line, int i, int bits) => bits switch
    {
        16 => (line[i * 2] << 8) | line[i * 2 + 1],
        8 => line[i],
        _ => (line[i * bits / 8] >> (8 - bits - i * bits % 8)) & ((1 << bits) - 1),
    };

    private static void Set(Span<byte> line, int i, int bits, int value)
    {
        if (bits is 16) (line[i * 2], line[i * 2 + 1]) = ((byte)(value >> 8), (byte)value);
        else if (bits is 8) line[i] = (byte)value;
        else
        {
            var (shift, mask) = (8 - bits - i * bits % 8, (1 << bits) - 1);
            line[i * bits / 8] = (byte)((line[i * bits / 8] & ~(mask << shift)) | ((value & mask) << shift));
        }
    }

    private static long Whole(IReadOnlyDictionary<string, object?>? parameters, string name, long otherwise) =>
        parameters is null || !parameters.TryGetValue(name, out var given) || given is null ? otherwise
        : given is double number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (long)number
        : throw new Refusal("document.damaged");
}
