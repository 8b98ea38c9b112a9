using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpenSeva.Pdf.Signing;

namespace OpenSeva.Documents.Keys;

/// <summary>Signs with a key that never leaves its device (card, security module) through the device's PKCS#11 module.</summary>
internal sealed class Pkcs11Signer : ISigner
{
    private readonly Lock gate = new();
    private readonly Pkcs11 module;
    private readonly nuint session;
    private readonly nuint key;
    private readonly bool isRsa;

    private Pkcs11Signer(Pkcs11 module, nuint session, nuint key, IReadOnlyList<X509Certificate2> chain)
    {
        (this.module, this.session, this.key, Chain) = (module, session, key, chain);
        using var rsa = chain[0].GetRSAPublicKey();
        isRsa = rsa is not null;
    }

    public IReadOnlyList<X509Certificate2> Chain { get; }

    public static Pkcs11Signer Open(DocumentsSettings settings)
    {
        static string Need(string? value, string name) =>
            value ?? throw new InvalidOperationException($"A signing device needs the setting documents:{name}.");

        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(Need(settings.Pkcs11Certificates, "pkcs11Certificates"));
        var module = Pkcs11.Load(settings.Pkcs11Module!);
        var pin = File.ReadAllText(Need(settings.Pkcs11PinFile, "pkcs11PinFile")).Trim();
        var session = module.OpenSession(module.SlotOf(Need(settings.Pkcs11Token, "pkcs11Token")), pin);
        var key = module.PrivateKey(session, Need(settings.Pkcs11Key, "pkcs11Key"));
        return new Pkcs11Signer(module, session, key, [.. chain]);
    }

    public byte[] SignHash(byte[] digest)
    {
        // A session does one thing at a time.
        lock (gate)
        {
            return isRsa
                ? module.Sign(session, key, Pkcs11.RsaPkcs, DigestInfo(digest))
                : Sequence(module.Sign(session, key, Pkcs11.Ecdsa, digest));
        }
    }

    /// <summary>The device gives r and s side by side; certificates' signatures are a DER sequence (RFC 3279).</summary>
    private static byte[] Sequence(byte[] signature)
    {
        var der = new AsnWriter(AsnEncodingRules.DER);
        using (der.PushSequence())
        {
            der.WriteIntegerUnsigned(signature.AsSpan(0, signature.Length / 2).TrimStart((byte)0));
            der.WriteIntegerUnsigned(signature.AsSpan(signature.Length / 2).TrimStart((byte)0));
        }

        return der.Encode();
    }

    /// <summary>RFC 8017, 9.2: what PKCS #1 version 1.5 signs is the digest with its algorithm's name.</summary>
    private static byte[] DigestInfo(byte[] digest)
    {
        var der = new AsnWriter(AsnEncodingRules.DER);
        using (der.PushSequence())
        {
            using (der.PushSequence())
            {
                der.WriteObjectIdentifier("2.16.840.1.101.3.4.2.1");
                der.WriteNull();
            }

            der.WriteOctetString(digest);
        }

        return der.Encode();
    }
}
