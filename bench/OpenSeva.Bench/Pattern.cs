using System.Globalization;
using System.Text.RegularExpressions;
using OpenSeva.Kernel;

namespace OpenSeva.Bench;

/// <summary>
/// What belongs to one copy: its own identifiers instead of the original's, its own number, its own place in time.
/// Identifiers are dated like the program's own, so that indexes grow as they would.
/// </summary>
/// <param name="own">The original's identifiers that each copy has of its own.</param>
/// <param name="serials">Where the copies' numbers begin, beyond those that the program draws.</param>
/// <param name="other">What else differs: whose desk, whose application.</param>
/// <param name="shift">How much earlier it all happened.</param>
internal sealed class Copy(int index, IReadOnlyDictionary<Guid, int> own, long serials, Func<Guid, int, Guid?>? other = null, TimeSpan? shift = null)
{
    public int Index => index;

    public TimeSpan Shift => shift ?? TimeSpan.Zero;

    /// <summary>The number within the series.</summary>
    public long Serial => serials + index;

    public Guid Of(Guid original)
    {
        if (own.TryGetValue(original, out var place)) return Made(original, place);
        return other?.Invoke(original, index) ?? original;
    }

    // The original's time, a millisecond later for each copy; the rest tells the copy and which of its identifiers it is.
    private Guid Made(Guid original, int place)
    {
        Span<byte> bytes = stackalloc byte[16];
        original.TryWriteBytes(bytes, bigEndian: true, out _);
        var at = 0L;
        for (var i = 0; i < 6; i++) at = at << 8 | bytes[i];
        at += index;
        for (var i = 5; i >= 0; i--, at >>= 8) bytes[i] = (byte)at;
        for (var (i, rest) = (9, index); i < 13; i++, rest >>= 8) bytes[i] = (byte)rest;
        (bytes[13], bytes[14]) = ((byte)(place >> 8), (byte)place);
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>A value of the original, ready to be written for any copy.</summary>
internal sealed partial class Pattern
{
    private readonly List<object> parts = [];
    private readonly object? whole;
    private readonly bool isKey, isTime;

    /// <param name="number">The original's printed number, replaced wherever it stands.</param>
    public Pattern(object value, string? number, bool isKey = false)
    {
        this.isKey = isKey;
        whole = value;
        if (value is not string text) return;

        isTime = Stamp().IsMatch(text);
        var at = 0;
        foreach (Match match in (number is null ? Identifier() : new Regex($"{Identifier()}|{Regex.Escape(number)}", RegexOptions.IgnoreCase)).Matches(text))
        {
            if (match.Index > at) parts.Add(text[at..match.Index]);
            parts.Add(match.Value.Equals(number, StringComparison.OrdinalIgnoreCase) ? new Number(number!, match.Value != number) : Found.In(match.Value));
            at = match.Index + match.Length;
        }

        if (parts.Count > 0 && at < text.Length) parts.Add(text[at..]);
    }

    public static void Identifiers(object value, HashSet<Guid> found)
    {
        if (value is Guid guid) found.Add(guid);
        if (value is string text) foreach (Match match in Identifier().Matches(text)) found.Add(Guid.Parse(match.Value));
    }

    public object For(Copy copy) => whole switch
    {
        Guid guid => copy.Of(guid),
        DateTime at => at + copy.Shift,
        long or int when isKey => copy.Serial,
        string text when isKey => string.Create(CultureInfo.InvariantCulture, $"{copy.Index:x8}{text[8..]}"),
        string text when isTime => (DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) + copy.Shift).ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        string when parts.Count > 0 => string.Concat(parts.Select(part => part switch { Found found => found.For(copy), Number number => number.For(copy), _ => (string)part })),
        _ => whole!,
    };

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|(?<![0-9a-fA-F])[0-9a-fA-F]{32}(?![0-9a-fA-F])")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$")]
    private static partial Regex Stamp();

    private sealed record Found(Guid Guid, string Format, bool Upper)
    {
        public static Found In(string text) => new(Guid.Parse(text), text.Contains('-', StringComparison.Ordinal) ? "D" : "N", text.Any(char.IsAsciiLetterUpper));

        public string For(Copy copy)
        {
            var text = copy.Of(Guid).ToString(Format, CultureInfo.InvariantCulture);
            return Upper ? text.ToUpperInvariant() : text;
        }
    }

    /// <param name="IsFolded">In search columns numbers stand in small letters.</param>
    private sealed record Number(string Original, bool IsFolded)
    {
        private readonly string series = string.Join('-', Original.Split('-')[..^2]);

        public string For(Copy copy)
        {
            var plain = string.Create(CultureInfo.InvariantCulture, $"{series}-{copy.Serial:000000}");
            var number = $"{plain}-{CheckDigit.Of(plain)}";
            return IsFolded ? number.ToLowerInvariant() : number;
        }
    }
}
