using System.Globalization;
using System.Text;

namespace OpenSeva.Pdf.Files;

/// <summary>How PDF spells its values (ISO 32000, 7.3).</summary>
internal static class PdfSyntax
{
    public static string Number(double value) => Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A text string in UTF-16, as hexadecimal.</summary>
    public static string TextString(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    public static string Date(DateTimeOffset time) =>
        $"(D:{time.ToUniversalTime().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z)";
}
