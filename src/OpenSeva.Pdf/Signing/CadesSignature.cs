using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OpenSeva.Pdf.Signing;

/// <summary>
/// A detached CMS signature (RFC 5652) in the shape PAdES B-B asks for (ETSI EN 319 142-1): the signed
/// attributes name the signing certificate (RFC 5035) and hold no time, which stands in the PDF instead.
/// </summary>
internal static class CadesSignature
{
    private const string SignedData = "1.2.840.113549.1.7.2", Data = "1.2.840.113549.1.7.1";
    private const string ContentType = "1.2.840.113549.1.9.3", MessageDigest = "1.2.840.113549.1.9.4";
    private const string SigningCertificate = "1.2.840.113549.1.9.16.2.47";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Rsa = "1.2.840.113549.1.1.1", EcdsaWithSha256 = "1.2.840.10045.4.3.2";

    /// <param name="digest">SHA-256 of the bytes the signature covers.</param>
    public static byte[] Make(ISigner signer, byte[] digest)
    {
        var attributes = Attributes(signer.Chain[0], digest);
        var signature = signer.SignHash(SHA256.HashData(attributes));

        var cms = new AsnWriter(AsnEncodingRules.DER);
        using (cms.PushSequence())
        {
            cms.WriteObjectIdentifier(SignedData);
            using (cms.PushSequence(Context(0)))
            using (cms.PushSequence())
            {
                cms.WriteInteger(1);
                using (cms.PushSetOf()) WriteAlgorithm(cms, Sha256, withNull: false);
                using (cms.PushSequence()) cms.WriteObjectIdentifier(Data);
                using (cms.PushSetOf(Context(0)))
                {
                    foreach (var certificate in signer.Chain) cms.WriteEncodedValue(certificate.RawData);
                }

                using (cms.PushSetOf()) WriteSignerInfo(cms, signer.Chain[0], attributes, signature);
            }
        }

        return cms.Encode();
    }

    private static void WriteSignerInfo(AsnWriter cms, X509Certificate2 certificate, byte[] attributes, byte[] signature)
    {
        using (cms.PushSequence())
        {
            cms.WriteInteger(1);
            using (cms.PushSequence())
            {
                cms.WriteEncodedValue(certificate.IssuerName.RawData);
                cms.WriteInteger(certificate.SerialNumberBytes.Span);
            }

            WriteAlgorithm(cms, Sha256, withNull: false);
            // Signed as a SET, carried under the tag [0] (RFC 5652, 5.4).
            byte[] carried = [0xA0, .. attributes.AsSpan(1)];
            cms.WriteEncodedValue(carried);
            var isRsa = certificate.PublicKey.Oid.Value == Rsa;
            WriteAlgorithm(cms, isRsa ? Rsa : EcdsaWithSha256, withNull: isRsa);
            cms.WriteOctetString(signature);
        }
    }

    private static byte[] Attributes(X509Certificate2 certificate, byte[] digest)
    {
        var set = new AsnWriter(AsnEncodingRules.DER);
        using (set.PushSetOf())
        {
            WriteAttribute(set, ContentType, value => value.WriteObjectIdentifier(Data));
            WriteAttribute(set, MessageDigest, value => value.WriteOctetString(digest));
            WriteAttribute(set, SigningCertificate, value =>
            {
                // SigningCertificateV2 → certs → ESSCertIDv2; SHA-256 is the default and therefore left out.
                using (value.PushSequence())
                using (value.PushSequence())
                using (value.PushSequence())
                {
                    value.WriteOctetString(SHA256.HashData(certificate.RawData));
                }
            });
        }

        return set.Encode();
    }

    private static void WriteAttribute(AsnWriter set, string type, Action<AsnWriter> write)
    {
        using (set.PushSequence())
        {
            set.WriteObjectIdentifier(type);
            using (set.PushSetOf()) write(set);
        }
    }

    private static void WriteAlgorithm(AsnWriter writer, string algorithm, bool withNull)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(algorithm);
            if (withNull) writer.WriteNull();
        }
    }

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number);
}
