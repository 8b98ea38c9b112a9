using System.Globalization;
using System.Text;

namespace OpenSeva.Notices.Email;

/// <summary>
/// An e-mail as it travels (RFC 5322, 2045, 2047): plain text in UTF-8, everything beyond ASCII in base64. Line breaks in
/// a value cannot become headers, because no value is written unencoded.
/// </summary>
internal static class Letter
{
    private const int EncodedBytes = 39;

    public static string Write(string from, string fromName, string to, string id, string language, string subject, string text, DateTimeOffset now)
    {
        var letter = new StringBuilder();
        Header("From", $"{Encoded(fromName)} <{from}>");
        Header("To", $"<{to}>");
        Header("Subject", Encoded(subject));
        Header("Date", now.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header("Message-ID", $"<{id}@{from[(from.LastIndexOf('@') + 1)..]}>");
        Header("MIME-Version", "1.0");
        Header("Content-Type", "text/plain; charset=utf-8");
        Header("Content-Transfer-Encoding", "base64");
        Header("Content-Language", language);
        // RFC 3834: nobody's holiday reply should answer us.
        Header("Auto-Submitted", "auto-generated");
        letter.Append("\r\n");
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));
        for (var at = 0; at < body.Length; at += 76) letter.Append(body, at, Math.Min(76, body.Length - at)).Append("\r\n");
        return letter.ToString();

        void Header(string name, string value) => letter.Append(name).Append(": ").Append(value).Append("\r\n");
    }

    /// <summary>Addresses we write to: one mailbox, no room for a second header or recipient.</summary>
    public static bool IsAddress(string text) =>
        text.Length is > 2 and <= 254 && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1
        && text.All(letter => letter is > ' ' and < '\u007f' and not ('<' or '>' or ',' or ';' or ':' or '"' or '\\' or '(' or ')'));

    // A line with such a word has at most 76 characters (RFC 2047, section 2); cut between letters.
    private static string Encoded(string text)
    {
        var words = new List<string>();
        var bytes = new List<byte>();
        Span<byte> buffer = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(buffer);
            if (bytes.Count + length > EncodedBytes) Close();
            bytes.AddRange(buffer[..length]);
        }

        Close();
        return string.Join("\r\n ", words);

        void Close()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=");
            bytes.Clear();
        }
    }
}
