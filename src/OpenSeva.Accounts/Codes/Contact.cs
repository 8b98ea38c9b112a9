using System.Globalization;
using System.Text;

namespace OpenSeva.Accounts.Codes;

/// <summary>E-mail addresses and mobile numbers: as people write them, as we keep them, as we show them to somebody who may be a stranger.</summary>
internal static class Contact
{
    /// <returns>The address cleaned up, or null when it cannot be one.</returns>
    public static string? Email(string? typed)
    {
        var text = typed?.Trim().Normalize(NormalizationForm.FormC) ?? "";
        var parts = text.Split('@');
        if (text.Length is 0 or > 254 || parts is not [{ Length: > 0 and <= 64 } local, { Length: > 3 } domain]) return null;
        if (!local.All(letter => IsWritten(letter) || "!#$%&'*+-/=?^_`{|}~.".Contains(letter, StringComparison.Ordinal))) return null;
        if (!domain.All(letter => IsWritten(letter) || letter is '-' or '.')) return null;
        return domain.Split('.') is { Length: > 1 } labels && labels.All(label => label.Length is > 0 and <= 63 && label[0] is not '-' && label[^1] is not '-') ? text : null;
    }

    /// <summary>What makes two spellings the same sign-in name.</summary>
    public static string Key(string email) => email.Normalize(NormalizationForm.FormC).ToLowerInvariant();

    /// <summary>An Indian mobile number: ten digits, the first 6 to 9, with or without +91 or 0 before it, in any script's digits.</summary>
    public static string? Mobile(string? typed)
    {
        var digits = Digits(typed?.Trim().TrimStart('+') ?? "", " -()");
        if (digits is { Length: 12 } && digits.StartsWith("91", StringComparison.Ordinal)) digits = digits[2..];
        if (digits is { Length: 11 } && digits[0] is '0') digits = digits[1..];
        return digits is { Length: 10 } && digits[0] >= '6' ? digits : null;
    }

    /// <returns>Plain digits, or null when something else stands among them; a Malayalam or Hindi keyboard writes its own.</returns>
    public static string? Digits(string typed, string passedOver = " -")
    {
        var digits = new StringBuilder(typed.Length);
        foreach (var letter in typed)
        {
            if (passedOver.Contains(letter, StringComparison.Ordinal)) continue;
            if (!char.IsDigit(letter)) return null;
            digits.Append((char)('0' + (int)char.GetNumericValue(letter)));
        }

        return digits.ToString();
    }

    /// <summary>a•••••@example.in</summary>
    public static string MaskEmail(string email) => $"{email[0]}•••••{email[email.IndexOf('@', StringComparison.Ordinal)..]}";

    /// <summary>••••••3210</summary>
    public static string MaskMobile(string mobile) => $"••••••{mobile[^4..]}";

    // Vowel signs are marks, not letters: ഉദാഹരണം.ഭാരതം is an address too.
    private static bool IsWritten(char letter) =>
        char.IsLetterOrDigit(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
