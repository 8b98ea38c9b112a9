using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OpenSeva.Documents.Keys;

/// <summary>Makes the state's own document authority and the signing keys it certifies (RFC 5280; ECDSA P-256).</summary>
internal static class KeyMaker
{
    /// <summary>id-kp-documentSigning (RFC 9336).</summary>
    private const string DocumentSigning = "1.3.6.1.5.5.7.3.36";

    public static X509Certificate2 Authority(string state, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name("Document authority", state), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(now.AddMinutes(-5), now.AddYears(15));
    }

    public static X509Certificate2 Signer(X509Certificate2 authority, string state, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name("Document signer", state), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(DocumentSigning)], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));

        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7F | 0x01);
        using var bare = request.Create(authority, now.AddMinutes(-5), now.AddYears(3), serial);
        return bare.CopyWithPrivateKey(key);
    }

    private static X500DistinguishedName Name(string purpose, string state)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCountryOrRegion("IN");
        name.AddOrganizationName(state.Length <= 64 ? state : state[..64]);
        name.AddCommonName(purpose);
        return name.Build();
    }
}
