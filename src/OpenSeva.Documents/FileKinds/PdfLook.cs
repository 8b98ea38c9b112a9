using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.FileKinds;

/// <summary>
/// Looks through a PDF that somebody sends in: counts its pages and refuses what an officer must not be made to
/// open (scripts, programs to launch, hidden files, passwords). The file itself stays as it is, since it may be signed.
/// </summary>
internal static partial class PdfLook
{
    private const int MostUnpacked = 64 * 1024 * 1024;

    /// <exception cref="Refusal">document.damaged, document.encrypted, document.active</exception>
    public static Cleaned Look(byte[] file)
    {
        if (file.AsSpan(Math.Max(0, file.Length - 2048)).LastIndexOf("%%EOF"u8) < 0) throw new Refusal("document.damaged");

        var pages = 0;
        foreach (var part in Readable(file))
        {
            var text = Plain(part);
            if (Encrypted().IsMatch(text)) throw new Refusal("document.encrypted");
            if (Active().IsMatch(text)) throw new Refusal("document.active");
            pages += Page().Count(text);
        }

        return pages > 0 ? new Cleaned(file, pages) : throw new Refusal("document.damaged");
    }

    /// <summary>What the file says outside its streams, then what its object streams say (ISO 32000, 7.5.7).</summary>
    private static IEnumerable<string> Readable(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        var outside = new StringBuilder();
        var budget = MostUnpacked;
        var at = 0;
        foreach (Match stream in Stream().Matches(text))
        {
            if (stream.Index < at) continue;

            outside.Append(text, at, stream.Index - at);
            var start = stream.Index + stream.Length;
            var end = text.IndexOf("endstream", start, StringComparison.Ordinal);
            if (end < 0) throw new Refusal("document.damaged");

            // All since the stream before: where exactly its dictionary begins, a made-up file could lie about.
            var before = text[at..stream.Index];
            if (!Object().IsMatch(before)) throw new Refusal("document.damaged");

            at = end;
            if (Plain(before).Contains("/ObjStm", StringComparison.Ordinal))
            {
                yield return Encoding.Latin1.GetString(Unpack(file, start, end, ref budget));
            }
        }

        yield return outside.Append(text, at, text.Length - at).ToString();
    }

    private static byte[] Unpack(byte[] file, int start, int end, ref int budget)
    {
        try
        {
            using var packed = new ZLibStream(new MemoryStream(file, start, end - start), CompressionMode.Decompress);
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

    /// <summary>With the characters that a name may hide as #xx.</summary>
    private static string Plain(string part) => part.Contains('#', StringComparison.Ordinal) ? HexName().Replace(part, Unescaped) : part;

    private static string Unescaped(Match match) => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString();

    [GeneratedRegex(@"(?<![A-Za-z])stream[ \t]*(?:\r\n?|\n)")]
    private static partial Regex Stream();

    [GeneratedRegex(@"\d\s+obj(?![A-Za-z])")]
    private static partial Regex Object();

    [GeneratedRegex("#([0-9A-Fa-f]{2})")]
    private static partial Regex HexName();

    [GeneratedRegex(@"/Type\s*/Page(?![A-Za-z])")]
    private static partial Regex Page();

    [GeneratedRegex(@"/Encrypt(?![A-Za-z])")]
    private static partial Regex Encrypted();

    [GeneratedRegex("/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)(?![A-Za-z])")]
    private static partial Regex Active();
}
