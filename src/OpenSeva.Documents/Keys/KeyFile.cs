using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpenSeva.Documents.Store;
using OpenSeva.Kernel;

// The program runs on Debian, where files have modes.
#pragma warning disable CA1416

namespace OpenSeva.Documents.Keys;

/// <summary>
/// <c>keys/</c> in the data directory: <c>signer.p12</c> with the signing key, <c>authority.p12</c> with the key that
/// certifies signing keys, both encrypted (PKCS #12, AES-256), and <c>certificates/</c> with all that is public.
/// </summary>
internal sealed class KeyFile(Settings program, Marks marks, DocumentsSettings settings, TimeProvider clock)
{
    /// <summary>Many rounds slow a guesser of an operator's passphrase; our own, 256 random bits, needs none.</summary>
    private readonly PbeParameters encryption = new(
        PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, settings.KeyPassphraseFile is null ? 2_000 : 300_000);

    private readonly string folder = Path.Combine(program.DataDirectory, "keys");

    private string SignerPath => Path.Combine(folder, "signer.p12");
    private string AuthorityPath => Path.Combine(folder, "authority.p12");
    private string PublicFolder => Path.Combine(folder, "certificates");

    /// <returns>The signing certificate with its private key, then the authority's.</returns>
    public IReadOnlyList<X509Certificate2> Open()
    {
        if (!File.Exists(SignerPath)) MakeNext();
        return Load(SignerPath);
    }

    public IReadOnlyList<X509Certificate2> MakeNext()
    {
        System.IO.Directory.CreateDirectory(PublicFolder);
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!File.Exists(AuthorityPath))
        {
            using var made = KeyMaker.Authority(marks.StateName.En, clock.GetUtcNow());
            Save(AuthorityPath, [made]);
            Publish(made);
        }

        var authority = Load(AuthorityPath)[0];
        using var signer = KeyMaker.Signer(authority, marks.StateName.En, clock.GetUtcNow());
        Save(SignerPath, [signer, X509CertificateLoader.LoadCertificate(authority.RawData)]);
        Publish(signer);
        return Load(SignerPath);
    }

    public void Publish(X509Certificate2 certificate)
    {
        System.IO.Directory.CreateDirectory(PublicFolder);
        var path = Path.Combine(PublicFolder, $"{certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()}.pem");
        if (!File.Exists(path)) Write(path, System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n"), replace: true);
    }

    public IReadOnlyList<X509Certificate2> Published() => [.. System.IO.Directory.EnumerateFiles(PublicFolder, "*.pem")
        .Select(path => X509CertificateLoader.LoadCertificateFromFile(path))
        .OrderByDescending(certificate => certificate.NotBefore)];

    private List<X509Certificate2> Load(string path)
    {
        var bundle = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, Passphrase(), X509KeyStorageFlags.EphemeralKeySet);
        return [.. bundle.OrderByDescending(certificate => certificate.HasPrivateKey)];
    }

    private void Save(string path, X509Certificate2[] certificates)
    {
        var bundle = new X509Certificate2Collection(certificates);
        Write(path, bundle.ExportPkcs12(encryption, Passphrase()), replace: path == SignerPath);
    }

    private string Passphrase()
    {
        if (settings.KeyPassphraseFile is { } own) return File.ReadAllText(own).Trim();

        var path = Path.Combine(folder, "passphrase");
        if (!File.Exists(path)) Write(path, System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))), replace: false);
        return File.ReadAllText(path).Trim();
    }

    /// <summary>Whole or not at all, readable by this program's user alone.</summary>
    private static void Write(string path, byte[] content, bool replace)
    {
        var draft = $"{path}.{Guid.CreateVersion7():N}";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var file = new FileStream(draft, options))
        {
            file.Write(content);
            file.Flush();
            Disk.Keep(file.SafeFileHandle);
        }

        File.Move(draft, path, replace);
        Disk.KeepNames(Path.GetDirectoryName(path)!);
    }
}
