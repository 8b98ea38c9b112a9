using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OpenSeva.Pdf.Signing;

/// <summary>What the signature of a PDF file says.</summary>
public enum SignatureState
{
    /// <summary>The file carries no signature.</summary>
    Unsigned,

    /// <summary>Bytes under the signature were changed, or the signature is malformed.</summary>
    Broken,

    /// <summary>The signature holds, but something was added to the file after it.</summary>
    AddedTo,

    /// <summary>The signature holds and covers the whole file.</summary>
    Whole,
}

/// <summary>A reading of a PDF file's signature. Whether its certificate is trusted is for the caller to say.</summary>
public sealed record SignedPdf(SignatureState State, X509Certificate2? Certificate)
{
    private const int LongestSignature = 65_536;

    public static SignedPdf Read(byte[] file)
    {
        var at = file.AsSpan().LastIndexOf("/ByteRange"u8);
        if (at < 0) return new SignedPdf(SignatureState.Unsigned, null);
        if (Ranges(file, at) is not var (start, end, length)) return new SignedPdf(SignatureState.Broken, null);

        try
        {
            byte[] covered = [.. file.AsSpan(0, start), .. file.AsSpan(end, length)];
            var cms = new SignedCms(new ContentInfo(covered), detached: true);
            cms.Decode(Signature(file.AsSpan(start + 1, end - start - 2)));
            cms.CheckSignature(verifySignatureOnly: true);
            return new SignedPdf(
                end + length == file.Length ? SignatureState.Whole : SignatureState.AddedTo, cms.SignerInfos[0].Certificate);
        }
        catch (Exception reason) when (reason is CryptographicException or FormatException or ArgumentException)
        {
            return new SignedPdf(SignatureState.Broken, null);
        }
    }

    /// <summary>The gap between the covered ranges must be exactly one hexadecimal string, or bytes could hide beside it.</summary>
    private static (int Start, int End, int Length)? Ranges(byte[] file, int at)
    {
        var text = Encoding.Latin1.GetString(file, at, Math.Min(80, file.Length - at));
        var (open, close) = (text.IndexOf('['), text.IndexOf(']'));
        if (open < 0 || close < open) return null;

        var parts = text[(open + 1)..close].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var numbers = new int[4];
        if (parts.Length != 4) return null;
        for (var i = 0; i < 4; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])) return null;
        }

        var (start, end, length) = (numbers[1], numbers[2], numbers[3]);
        var inside = numbers[0] == 0 && start < end - 2 && end - start < LongestSignature && end <= file.Length && length <= file.Length - end;
        return inside && file[start] == '<' && file[end - 1] == '>' ? (start, end, length) : null;
    }

    /// <summary>The slot is longer than the signature; DER says where it ends.</summary>
    private static byte[] Signature(ReadOnlySpan<byte> hexadecimal)
    {
        var bytes = Convert.FromHexString(Encoding.ASCII.GetString(hexadecimal));
        return System.Formats.Asn1.AsnDecoder.TryReadEncodedValue(
            bytes, System.Formats.Asn1.AsnEncodingRules.BER, out _, out _, out _, out var consumed)
            ? bytes[..consumed]
            : throw new CryptographicException("The signature is not a DER value.");
    }
}
