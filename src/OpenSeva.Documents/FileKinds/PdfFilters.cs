using System.IO.Compression;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.FileKinds;

/// <summary>
/// Unpacks a stream of a PDF by its dictionary: /Filter, one or several, and what /DecodeParms says of each. A packing that
/// nobody needs for what must be read here is refused: what cannot be looked into is not taken in.
/// </summary>
internal static class PdfFilters
{
    private const int MostFilters = 3;

    /// <param name="budget">How many bytes may still come out, of this file in all.</param>
    /// <exception cref="Refusal">document.damaged</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, IReadOnlyDictionary<string, object?> dictionary, ref int budget)
    {
        // Bytes of another file, and short names that some readers know and others do not: not to be looked into.
        if (dictionary.ContainsKey("F") || dictionary.ContainsKey("DP")) throw new Refusal("document.damaged");
        var filters = Several(dictionary.GetValueOrDefault("Filter"));
        var parameters = Several(dictionary.GetValueOrDefault("DecodeParms"));
        if (filters.Count > MostFilters || (parameters.Count > 0 && parameters.Count != filters.Count)) throw new Refusal("document.damaged");

        var bytes = packed.ToArray();
        for (var i = 0; i < filters.Count; i++)
        {
            var given = parameters.Count is 0 ? null : parameters[i];
            if (given is not (null or IReadOnlyDictionary<string, object?>)) throw new Refusal("document.damaged");
            bytes = filters[i] is PdfName { Text: "FlateDecode" } ? Predictor.Undo(Inflate(bytes, ref budget), (IReadOnlyDictionary<string, object?>?)given)
                : filters[i] is PdfName { Text: "ASCIIHexDecode" } ? Hex(bytes)
                : throw new Refusal("document.damaged");
        }

        return bytes;
    }

    private static List<object?> Several(object? value) => value switch
    {
        null => [],
        List<object?> items => items,
        _ => [value],
    };

    private static byte[] Inflate(byte[] bytes, ref int budget)
    {
        try
        {
            using var packed = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            var buffer = new byte[16 * 1024];
            int read;
            while ((read = packed.Read(buffer)) > 0)
            {
                // A small file that unpacks without end is an attack on whoever opens it.
                if ((budget -= read) < 0) throw new Refusal("document.damaged");
                plain.Write(buffer, 0, read);
            }

            return plain.ToArray();
        }
        catch (InvalidDataException)
        {
            throw new Refusal("document.damaged");
        }
    }

    private static byte[] Hex(byte[] bytes)
    {
        var end = Array.IndexOf(bytes, (byte)'>');
        if (end < 0) throw new Refusal("document.damaged");
        var digits = bytes.AsSpan(0, end).ToArray().Where(letter => letter is not (0 or 9 or 10 or 12 or 13 or 32)).Select(letter => (char)letter).ToList();
        // An odd last digit counts as if a zero followed (ISO 32000, 7.4.2).
        if (digits.Count % 2 is 1) digits.Add('0');
        return digits.TrueForAll(char.IsAsciiHexDigit) ? Convert.FromHexString([.. digits]) : throw new Refusal("document.damaged");
    }
}
