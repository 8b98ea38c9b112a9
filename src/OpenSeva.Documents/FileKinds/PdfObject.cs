using System.Globalization;
using System.Text;

namespace OpenSeva.Documents.FileKinds;

/// <summary>An object elsewhere in the file, named by its number.</summary>
internal sealed record PdfReference(int Number);

/// <summary>
/// Reads one object of a PDF as ISO 32000, 7.3 has it: names, numbers, references, arrays, dictionaries. What strings say is passed over.
/// Strict: what a reader might take in two ways is read in none.
/// </summary>
internal sealed class PdfObject
{
    private const int Deepest = 20;
    private readonly string text;
    private int at;

    private PdfObject(string text, int at) => (this.text, this.at) = (text, at);

    /// <returns>The dictionary that begins at <paramref name="start"/> and ends the text, but for white space; null when there is none.</returns>
    public static IReadOnlyDictionary<string, object?>? Dictionary(string text, int start) =>
        Read(text, start, out var reader) is IReadOnlyDictionary<string, object?> found && reader.IsAtEnd() ? found : null;

    /// <summary>At <paramref name="start"/> stands one whole object, and after it the word that ends it.</summary>
    public static bool IsClosed(string text, int start)
    {
        Read(text, start, out var reader);
        reader.Space();
        return reader.Takes("endobj");
    }

    private static object? Read(string text, int start, out PdfObject reader)
    {
        reader = new(text, start);
        try
        {
            return reader.Value(0);
        }
        catch (FormatException)
        {
            reader.at = text.Length;
            return null;
        }
    }

    private bool IsAtEnd()
    {
        Space();
        return at == text.Length;
    }

    private object? Value(int depth)
    {
        if (depth > Deepest) throw new FormatException();
        Space();
        if (Takes("<<")) return Entries(depth);
        if (Takes("[")) return Items(depth);
        return Now switch
        {
            '/' => Name(),
            '(' => Literal(),
            '<' => Hex(),
            '+' or '-' or '.' or (>= '0' and <= '9') => Number(),
            _ => Word() switch { "true" => true, "false" => false, "null" => null, _ => throw new FormatException() },
        };
    }

    private Dictionary<string, object?> Entries(int depth)
    {
        var entries = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (Space(); !Takes(">>"); Space())
        {
            if (Now is not '/') throw new FormatException();
            // Said twice: one reader takes the first, another the last.
            if (!entries.TryAdd(Name().Text, Value(depth + 1))) throw new FormatException();
        }

        return entries;
    }

    private List<object?> Items(int depth)
    {
        var items = new List<object?>();
        for (Space(); !Takes("]"); Space()) items.Add(Value(depth + 1));
        return items;
    }

    private PdfName Name()
    {
        at++;
        var name = new StringBuilder();
        for (; at < text.Length && IsRegular(text[at]); at++)
        {
            if (text[at] is not '#') name.Append(text[at]);
            else if (at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) (_, at) = (name.Append((char)code), at + 2);
            else throw new FormatException();
        }

        return new PdfName(name.ToString());
    }

    private object Number()
    {
        var word = Word();
        if (!double.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) throw new FormatException();
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)) return number;

        // "12 0 R" is a reference, "12 0" two numbers.
        var back = at;
        Space();
        if (Now is >= '0' and <= '9' && Word() is { Length: > 0 } generation && generation.All(char.IsAsciiDigit))
        {
            Space();
            if (Now is 'R' && Word() is "R") return new PdfReference(whole);
        }

        at = back;
        return (double)whole;
    }

    private string Word()
    {
        var start = at;
        while (at < text.Length && IsRegular(text[at])) at++;
        return at > start ? text[start..at] : throw new FormatException();
    }

    private string Literal()
    {
        for (var open = 0; at < text.Length; at++)
        {
            if (text[at] is '\\') at++;
            else if (text[at] is '(') open++;
            else if (text[at] is ')' && --open is 0)
            {
                at++;
                return "";
            }
        }

        throw new FormatException();
    }

    private string Hex()
    {
        var end = text.IndexOf('>', at);
        if (end < 0 || !text.AsSpan(at + 1, end - at - 1).ToString().All(letter => char.IsAsciiHexDigit(letter) || IsSpace(letter))) throw new FormatException();
        at = end + 1;
        return "";
    }

    private char Now => at < text.Length ? text[at] : throw new FormatException();

    private bool Takes(string token)
    {
        if (string.CompareOrdinal(text, at, token, 0, token.Length) is not 0) return false;
        at += token.Length;
        return true;
    }

    // A comment lasts to the end of its line.
    private void Space()
    {
        for (; at < text.Length; at++)
        {
            if (text[at] is '%') while (at + 1 < text.Length && text[at + 1] is not ('\r' or '\n')) at++;
            else if (!IsSpace(text[at])) return;
        }
    }

    private static bool IsSpace(char letter) => letter is '\0' or '\t' or '\n' or '\f' or '\r' or ' ';

    private static bool IsRegular(char letter) => !IsSpace(letter) && letter is not ('(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%');
}

/// <summary>A name, its escapes resolved.</summary>
internal sealed record PdfName(string Text);
