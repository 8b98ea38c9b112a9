namespace OpenSeva.Notices.Sms;

/// <summary>
/// How a text is cut into short messages (3GPP TS 23.038, 23.040). In the GSM alphabet 160 septets fit into one, 153 into
/// each of several; otherwise 70 and 67 UTF-16 units. An escaped letter or a surrogate pair is never torn apart.
/// </summary>
internal static class SmsText
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    // Each of these costs an escape and a letter.
    private const string Extended = "\f^{}\\[~]|€";

    public static bool IsGsm(string text) => text.All(letter => Basic.Contains(letter, StringComparison.Ordinal) || Extended.Contains(letter, StringComparison.Ordinal));

    /// <summary>The parts as they travel; an empty text is one empty part.</summary>
    public static IReadOnlyList<string> Parts(string text)
    {
        var gsm = IsGsm(text);
        var (single, several) = gsm ? (160, 153) : (70, 67);
        if (Units(text, gsm) <= single) return [text];

        var parts = new List<string>();
        var (start, used) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            var length = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
            var cost = Units(text.AsSpan(at, length), gsm);
            if (used + cost > several)
            {
                parts.Add(text[start..at]);
                (start, used) = (at, 0);
            }

            used += cost;
            at += length;
        }

        parts.Add(text[start..]);
        return parts;
    }

    public static int Units(ReadOnlySpan<char> text, bool gsm)
    {
        if (!gsm) return text.Length;
        var units = 0;
        foreach (var letter in text) units += Extended.Contains(letter, StringComparison.Ordinal) ? 2 : 1;
        return units;
    }
}
