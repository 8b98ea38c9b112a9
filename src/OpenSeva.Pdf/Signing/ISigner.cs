using System.Security.Cryptography.X509Certificates;

namespace OpenSeva.Pdf.Signing;

/// <summary>Whoever holds an office's private key and signs with it: a key in a file, a card, a security module, a remote service.</summary>
public interface ISigner
{
    /// <summary>The signer's own certificate first, then those above it, without the root if verifiers have it.</summary>
    IReadOnlyList<X509Certificate2> Chain { get; }

    /// <summary>Signs a SHA-256 digest.</summary>
    /// <returns>For an elliptic curve the DER sequence of r and s; for RSA the PKCS #1 version 1.5 signature.</returns>
    byte[] SignHash(byte[] digest);
}

/// <summary>What a reader shows about a signature besides its certificate.</summary>
public sealed record SignatureNote(string Name, string Reason, string Location, DateTimeOffset Time);
