using System.Buffers.Text;
using System.Security.Cryptography;

namespace OpenSeva.Documents.Certificates;

/// <summary>Names that cannot be guessed: 128 random bits in 22 characters fit for an address.</summary>
internal static class Tokens
{
    public const int Length = 22;

    /// <summary>Of what was typed off the paper: the address as it is printed, or only its end, with or without spaces.</summary>
    /// <returns>Null when no document can bear it.</returns>
    public static string? Typed(string text)
    {
        var tight = string.Concat(text.Where(sign => !char.IsWhiteSpace(sign))).TrimEnd('/', '.');
        var end = tight[(tight.LastIndexOf('/') + 1)..];
        return end.Length is Length && end.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_') ? end : null;
    }

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
