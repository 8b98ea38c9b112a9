using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpenSeva.Pdf.Files;

/// <summary>A PDF 1.4 file under construction: numbered objects, written out with their cross-reference table.</summary>
internal sealed class PdfFile
{
    private readonly List<byte[]?> objects = [];

    /// <summary>Takes a number for an object whose content comes later.</summary>
    public int Reserve()
    {
        objects.Add(null);
        return objects.Count;
    }

    public int Add(string content)
    {
        var number = Reserve();
        Set(number, content);
        return number;
    }

    public void Set(int number, string content) => objects[number - 1] = Encoding.Latin1.GetBytes(content);

    /// <param name="entries">What the stream's dictionary says besides its length and filter.</param>
    public int AddCompressed(string entries, byte[] compressed)
    {
        var number = Reserve();
        SetStream(number, $"{entries} /Filter /FlateDecode", compressed);
        return number;
    }

    public int AddPlain(string entries, byte[] data)
    {
        var number = Reserve();
        SetStream(number, entries, data);
        return number;
    }

    private void SetStream(int number, string entries, byte[] data) => objects[number - 1] =
    [
        .. Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<<{entries} /Length {data.Length}>>\nstream\n")),
        .. data,
        .. "\nendstream"u8,
    ];

    public byte[] Write(int root, int info)
    {
        using var file = new MemoryStream(objects.Sum(content => content!.Length + 40) + 256);
        // Four bytes above 127 tell transfer programs that the file is binary (ISO 19005-1, 6.1.2).
        file.Write("%PDF-1.4\n"u8);
        file.Write([(byte)'%', 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);

        var offsets = new long[objects.Count];
        for (var i = 0; i < objects.Count; i++)
        {
            offsets[i] = file.Position;
            Print(file, $"{i + 1} 0 obj\n");
            file.Write(objects[i]);
            file.Write("\nendobj\n"u8);
        }

        var identity = Convert.ToHexString(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length))[..16]);
        var table = file.Position;
        Print(file, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) Print(file, $"{offset:D10} 00000 n \n");
        Print(file, $"trailer\n<</Size {objects.Count + 1} /Root {root} 0 R /Info {info} 0 R /ID [<{identity}> <{identity}>]>>\n");
        Print(file, $"startxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    private static void Print(MemoryStream file, FormattableString text) =>
        file.Write(Encoding.ASCII.GetBytes(text.ToString(CultureInfo.InvariantCulture)));
}
