using System.Text;
using System.Text.RegularExpressions;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.FileKinds;

/// <summary>
/// Looks through a PDF that somebody sends in: counts its pages and refuses what an officer must not be made to
/// open (scripts, programs to launch, forms that send or fetch, ways into other files, hidden files, passwords). The file itself stays as it is, since it may be signed.
/// </summary>
internal static partial class PdfLook
{
    private const int MostUnpacked = 64 * 1024 * 1024;

    /// <exception cref="Refusal">document.damaged, document.encrypted, document.active</exception>
    public static Cleaned Look(byte[] file) => Look(file, PdfSteps.For(file));

    internal static Cleaned Look(byte[] file, PdfSteps steps)
    {
        if (file.AsSpan(Math.Max(0, file.Length - 2048)).LastIndexOf("%%EOF"u8) < 0) throw new Refusal("document.damaged");

        var pages = 0;
        foreach (var part in Readable(file, steps))
        {
            var text = Plain(part);
            if (Encrypted().IsMatch(text)) throw new Refusal("document.encrypted");
            if (Active().IsMatch(text)) throw new Refusal("document.active");
            pages += Page().Count(text);
        }

        return pages > 0 ? new Cleaned(file, pages) : throw new Refusal("document.damaged");
    }

    /// <summary>What the file says outside its streams, then what its object streams say (ISO 32000, 7.5.7).</summary>
    private static IEnumerable<string> Readable(byte[] file, PdfSteps steps)
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
            if (MayHoldObjects(Plain(before)))
            {
                var dictionary = DictionaryOf(before, steps) ?? throw new Refusal("document.damaged");
                if (HoldsObjects(dictionary))
                {
                    var last = EndOf(file, dictionary, start) ?? end;
                    yield return Encoding.Latin1.GetString(PdfFilters.Unpack(file.AsSpan(start, last - start), dictionary, ref budget));
                    at = Math.Max(last, end);
                }
            }

            // The file's table may send a reader into the bytes of a stream, and who goes by the first "endstream" leaves it there.
            var from = Object().Match(text, start, end - start) is { Success: true } inside ? inside.Index : end;
            outside.Append(text, from, at - from);
        }

        yield return outside.Append(text, at, text.Length - at).ToString();
    }

    private static bool MayHoldObjects(string before) =>
        before.Contains("/ObjStm", StringComparison.Ordinal) || (before.Contains("/First", StringComparison.Ordinal) && before.Contains("/N", StringComparison.Ordinal));

    /// <summary>Readers go by what the table of objects says and look for /N and /First; not all insist on the type.</summary>
    private static bool HoldsObjects(IReadOnlyDictionary<string, object?> dictionary) =>
        (dictionary.GetValueOrDefault("Type") is PdfName { Text: "ObjStm" }) || (dictionary.ContainsKey("N") && dictionary.ContainsKey("First"));

    /// <summary>
    /// The dictionary that ends where the stream begins, after objects that are each read to their end: what begins inside
    /// a comment or a string of another is not trusted, nor what can be read in two ways.
    /// </summary>
    private static IReadOnlyDictionary<string, object?>? DictionaryOf(string before, PdfSteps steps)
    {
        IReadOnlyDictionary<string, object?>? found = null;
        foreach (Match begin in Object().Matches(before))
        {
            // One that ends the text ends it all: what seems to begin after its beginning begins inside it.
            if (found is not null || !PdfObject.Stands(before, begin.Index + begin.Length, steps, out found)) return null;
        }

        return found;
    }

    /// <summary>Where the stream ends by its own word, if that is where its end stands: packed bytes may spell "endstream", too.</summary>
    private static int? EndOf(byte[] file, IReadOnlyDictionary<string, object?> dictionary, int start)
    {
        if (dictionary.GetValueOrDefault("Length") is not double length || length < 0 || length > file.Length - start) return null;
        var end = start + (int)length;
        return file.AsSpan(end).TrimStart("\r\n"u8).StartsWith("endstream"u8) ? end : null;
    }

    /// <summary>With the characters that a name may hide as #xx.</summary>
    private static string Plain(string part) => part.Contains('#', StringComparison.Ordinal) ? HexName().Replace(part, Unescaped) : part;

    private static string Unescaped(Match match) => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString();

    [GeneratedRegex(@"(?<![A-Za-z])stream[ \t]*(?:\r\n?|\n)")]
    private static partial Regex Stream();

    // After the number white space or comments; before what can hold others. Numbers and names that stand alone hide nothing.
    [GeneratedRegex(@"(?<=(?:\d|%[^\r\n]*[\r\n])[\s\0]*)obj(?=[\s\0]*[<\[(%])")]
    private static partial Regex Object();

    [GeneratedRegex("#([0-9A-Fa-f]{2})")]
    private static partial Regex HexName();

    [GeneratedRegex(@"/Type\s*/Page(?![A-Za-z])")]
    private static partial Regex Page();

    [GeneratedRegex(@"/Encrypt(?![A-Za-z])")]
    private static partial Regex Encrypted();

    [GeneratedRegex("/(?:JavaScript|JS|Launch|SubmitForm|ImportData|GoToR|GoToE|EmbeddedFiles?|RichMedia|XFA)(?![A-Za-z])")]
    private static partial Regex Active();
}
