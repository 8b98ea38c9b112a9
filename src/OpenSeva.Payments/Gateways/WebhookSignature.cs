using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpenSeva.Payments.Gateways;

/// <summary>
/// Header <c>X-Signature: t=SECONDS,v1=HEX</c>: HMAC-SHA256 over the seconds, a dot and the raw body. The time is part
/// of what is signed, so that an old message cannot be sent again later.
/// </summary>
internal static class WebhookSignature
{
    public const string Header = "X-Signature";
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public static string Sign(ReadOnlySpan<byte> body, byte[] secret, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={seconds},v1={Convert.ToHexStringLower(Mac(seconds, body, secret))}";
    }

    /// <returns>Why the message is not believed, or null when it is.</returns>
    public static string? Fault(string? header, ReadOnlySpan<byte> body, byte[] secret, DateTimeOffset now)
    {
        string? seconds = null, mac = null;
        foreach (var part in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal)) seconds = part[2..];
            else if (part.StartsWith("v1=", StringComparison.Ordinal)) mac = part[3..];
        }

        if (mac is not { Length: 64 } || !mac.All(char.IsAsciiHexDigit)
            || !long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at)) return "unsigned";
        if (!CryptographicOperations.FixedTimeEquals(Mac(seconds, body, secret), Convert.FromHexString(mac))) return "forged";
        return Math.Abs(now.ToUnixTimeSeconds() - at) > Window.TotalSeconds ? "replayed" : null;
    }

    private static byte[] Mac(string seconds, ReadOnlySpan<byte> body, byte[] secret)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.ASCII.GetBytes(seconds + "."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
