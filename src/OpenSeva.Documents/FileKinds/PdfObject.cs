using System.Globalization;
using System.Text;
using OpenSeva.Kernel;

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
    private readonly PdfSteps steps;

    private PdfObject(string text, int start, PdfSteps steps) => (this.text, this.steps, Start) = (text, steps, start);

    private int Start { get; }

    /// <summary>How far it was read since the start.</summary>
    private int Read
    {
        get;
        set
        {
            if (value > field) steps.Take(value - field);
            field = value;
        }
    }

    private int At { get => Start + Read; set => Read = value - Start; }

    /// <returns>
    /// At <paramref name="start"/> stands one whole object: a dictionary that ends the text but for white space, or any, and
    /// after it the word that ends it.
    /// </returns>
    public static bool Stands(string text, int start, PdfSteps steps, out IReadOnlyDictionary<string, object?>? last)
    {
        last = null;
        try
        {
            var reader = new PdfObject(text, start, steps);
            var value = reader.Value(0);
            if (value is IReadOnlyDictionary<string, object?> found && reader.IsAtEnd()) last = found;
            reader.Space();
            return last is not null || reader.Takes("endobj");
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private bool IsAtEnd()
    {
        Space();
        return At == text.Length;
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
        At++;
        var name = new StringBuilder();
        for (; At < text.Length && IsRegular(text[At]); At++)
        {
            if (text[At] is not '#') name.Append(text[At]);
            else if (At + 2 < text.Length && byte.TryParse(text.AsSpan(At + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) (_, At) = (name.Append((char)code), At + 2);
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
        var back = At;
        Space();
        if (Now is >= '0' and <= '9' && Word() is { Length: > 0 } generation && generation.All(char.IsAsciiDigit))
        {
            Space();
            if (Now is 'R' && Word() is "R") return new PdfReference(whole);
        }

        At = back;
        return (double)whole;
    }

    private string Word()
    {
        var start = At;
        while (At < text.Length && IsRegular(text[At])) At++;
        return At > start ? text[start..At] : throw new FormatException();
    }

    private string Literal()
    {
        for (var open = 0; At < text.Length; At++)
        {
            if (text[At] is '\\') At++;
            else if (text[At] is '(') open++;
            else if (text[At] is ')' && --open is 0)
            {
                At++;
                return "";
            }
        }

        throw new FormatException();
    }

    private string Hex()
    {
        var end = text.IndexOf('>', At);
        if (end < 0 || !text.AsSpan(At + 1, end - At - 1).ToString().All(letter => char.IsAsciiHexDigit(letter) || IsSpace(letter))) throw new FormatException();
        At = end + 1;
        return "";
    }

    private char Now => At < text.Length ? text[At] : throw new FormatException();

    private bool Takes(string token)
    {
        if (string.CompareOrdinal(text, At, token, 0, token.Length) is not 0) return false;
        At += token.Length;
        return true;
    }

    // A comment lasts to the end of its line.
    private void Space()
    {
        for (; At < text.Length; At++)
        {
            if (text[At] is '%') while (At + 1 < text.Length && text[At + 1] is not ('\r' or '\n')) At++;
            else if (!IsSpace(text[At])) return;
        }
    }

    private static bool IsSpace(char letter) => letter is '\0' or '\t' or '\n' or '\f' or '\r' or ' ';

    private static bool IsRegular(char letter) => !IsSpace(letter) && letter is not ('(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%');
}

/// <summary>
/// How much may be read in a file, over all: a file is read once, and again where one object seems to begin in another. What sends
/// its reader over the same bytes again and again is not taken in.
/// </summary>
internal sealed class PdfSteps(long most)
{
    private const int PerByte = 8;

    public long Taken { get; private set; }

    public static PdfSteps For(byte[] file) => new((long)PerByte * file.Length);

    /// <exception cref="Refusal">document.damaged</exception>
    public void Take(int steps)
    {
        Taken += steps;
        if (Taken > most) throw new Refusal("document.damaged");
    }
}

/// <summary>A name, its escapes resolved.</summary>
internal sealed record PdfName(string Text);
