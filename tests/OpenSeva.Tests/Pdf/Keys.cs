using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpenSeva.Pdf.Signing;

namespace OpenSeva.Tests.Pdf;

/// <summary>Signing keys made for a test run.</summary>
internal static class Keys
{
    public static readonly SignatureNote Note = new("Tahsildar, Kottayam", "Certificate issued", "Kottayam", Specimens.Time);
    public static readonly KeySigner Curve = Make(ECDsa.Create(ECCurve.NamedCurves.nistP256));
    public static readonly KeySigner Rsa = Make(RSA.Create(2048));

    private static KeySigner Make(AsymmetricAlgorithm key)
    {
        var name = new X500DistinguishedName("CN=Tahsildar Kottayam, O=Demonstration, C=IN");
        var request = key is ECDsa curve
            ? new CertificateRequest(name, curve, HashAlgorithmName.SHA256)
            : new CertificateRequest(name, (RSA)key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new KeySigner([request.CreateSelfSigned(Specimens.Time.AddDays(-1), Specimens.Time.AddYears(5))]);
    }
}
