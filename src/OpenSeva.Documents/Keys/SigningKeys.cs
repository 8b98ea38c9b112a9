using System.Security.Cryptography.X509Certificates;
using OpenSeva.Kernel;
using OpenSeva.Pdf.Signing;

namespace OpenSeva.Documents.Keys;

/// <summary>
/// The key that signs today and the certificates of every key that ever signed here, so that old documents stay
/// checkable. The key lies in an encrypted file made at first start, or on a PKCS#11 device if one is configured.
/// </summary>
internal sealed class SigningKeys : IDisposable
{
    private readonly KeyFile file;
    private readonly DocumentsSettings settings;
    private readonly Lock gate = new();
    private ISigner? current;

    public SigningKeys(Settings program, Marks marks, DocumentsSettings settings, TimeProvider clock) =>
        (file, this.settings) = (new KeyFile(program, marks, settings, clock), settings);

    /// <summary>Opened, or made, at first use.</summary>
    public ISigner Current
    {
        get
        {
            lock (gate) return current ??= Open();
        }
    }

    /// <summary>Signing certificates and the authority above them, newest first.</summary>
    public IReadOnlyList<X509Certificate2> Certificates
    {
        get
        {
            _ = Current;
            return file.Published();
        }
    }

    /// <summary>Whether a certificate belongs to a key of this system.</summary>
    public bool IsOurs(X509Certificate2? certificate) =>
        certificate is not null && Certificates.Any(ours => ours.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span));

    /// <summary>A new key signs from now on; what the old one signed stays valid.</summary>
    public X509Certificate2 Rotate()
    {
        lock (gate)
        {
            if (settings.Pkcs11Module is not null) throw new Refusal("document.key-on-device");

            _ = current ??= Open();
            (current as IDisposable)?.Dispose();
            current = new KeySigner(file.MakeNext());
            return current.Chain[0];
        }
    }

    public void Dispose() => (current as IDisposable)?.Dispose();

    private ISigner Open()
    {
        if (settings.Pkcs11Module is null) return new KeySigner(file.Open());

        var device = Pkcs11Signer.Open(settings);
        foreach (var certificate in device.Chain) file.Publish(certificate);
        return device;
    }
}
