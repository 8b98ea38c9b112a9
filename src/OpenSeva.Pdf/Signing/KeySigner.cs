using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OpenSeva.Pdf.Signing;

/// <summary>Signs with a private key in memory: ECDSA P-256 or RSA.</summary>
public sealed class KeySigner : ISigner, IDisposable
{
    private readonly Lock gate = new();
    private readonly ECDsa? curve;
    private readonly RSA? rsa;

    /// <param name="chain">The first holds its private key.</param>
    public KeySigner(IReadOnlyList<X509Certificate2> chain)
    {
        Chain = chain;
        curve = chain[0].GetECDsaPrivateKey();
        rsa = curve is null ? chain[0].GetRSAPrivateKey() : null;
        if (curve is null && rsa is null) throw new ArgumentException("The certificate has no private key that signs.", nameof(chain));
    }

    public IReadOnlyList<X509Certificate2> Chain { get; }

    public byte[] SignHash(byte[] digest)
    {
        // .NET promises no safety of one key across threads; a signature takes well under a millisecond.
        lock (gate)
        {
            return curve?.SignHash(digest, DSASignatureFormat.Rfc3279DerSequence)
                ?? rsa!.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public void Dispose()
    {
        curve?.Dispose();
        rsa?.Dispose();
    }
}
