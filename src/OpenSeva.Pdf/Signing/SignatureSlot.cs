using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpenSeva.Pdf.Files;

namespace OpenSeva.Pdf.Signing;

/// <summary>The place kept in a file for its signature, which covers every byte but its own (ISO 32000, 12.8).</summary>
internal sealed class SignatureSlot(ISigner signer, SignatureNote note)
{
    private const string Ranges = "/ByteRange [0 0000000000 0000000000 0000000000]";

    /// <summary>Room for signature, attributes and names beside the certificates themselves.</summary>
    private readonly int size = signer.Chain.Sum(certificate => certificate.RawData.Length) + 1536;

    public int Field { get; private set; }

    public int Reserve(PdfFile file) => Field = file.Reserve();

    /// <summary>Must be the last object of the file: <see cref="Fill"/> takes the last slot it finds.</summary>
    public void Write(PdfFile file, int page)
    {
        var appearance = file.AddPlain("/Type /XObject /Subtype /Form /BBox [0 0 0 0]", []);
        var value = file.Reserve();
        // Flags 132: printed and locked. The box has no size: the words of the certificate say who signed.
        file.Set(Field, string.Create(
            CultureInfo.InvariantCulture,
            $"<</Type /Annot /Subtype /Widget /FT /Sig /T (Signature) /F 132 /Rect [0 0 0 0] /P {page} 0 R /V {value} 0 R /AP <</N {appearance} 0 R>>>>"));
        file.Set(value,
            $"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Name {PdfSyntax.TextString(note.Name)} "
            + $"/Reason {PdfSyntax.TextString(note.Reason)} /Location {PdfSyntax.TextString(note.Location)} /M {PdfSyntax.Date(note.Time)} "
            + $"{Ranges} /Contents <{new string('0', size * 2)}>>>");
    }

    public byte[] Fill(byte[] file)
    {
        var ranges = file.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(Ranges));
        var start = ranges + Ranges.Length + " /Contents ".Length;
        var end = start + size * 2 + 2;
        var written = string.Create(
            CultureInfo.InvariantCulture, $"/ByteRange [0 {start,-10} {end,-10} {file.Length - end,-10}]");
        Encoding.ASCII.GetBytes(written, file.AsSpan(ranges));

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(file.AsSpan(0, start));
        hash.AppendData(file.AsSpan(end));
        var signature = CadesSignature.Make(signer, hash.GetHashAndReset());
        if (signature.Length > size) throw new CryptographicException($"The signature takes {signature.Length} bytes; {size} were kept for it.");

        Encoding.ASCII.GetBytes(Convert.ToHexString(signature), file.AsSpan(start + 1));
        return file;
    }
}
