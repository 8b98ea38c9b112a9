using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Documents;
using OpenSeva.Documents.Keys;
using OpenSeva.Kernel;
using OpenSeva.Pdf.Signing;
using OpenSeva.Tests.Pdf;

namespace OpenSeva.Tests.Documents;

public sealed class KeyTests : IDisposable
{
    private readonly Peer peer = new();

    [Fact]
    public void Keys_made_at_first_start_are_the_same_at_the_next_and_readable_by_nobody_else()
    {
        using var first = Open();
        var certificate = first.Current.Chain[0];

        using var next = Open();

        Assert.Equal(certificate.Thumbprint, next.Current.Chain[0].Thumbprint);
        var keys = Path.Combine(peer.PathOf("data"), "keys");
        Assert.All((string[])["signer.p12", "authority.p12", "passphrase"], file =>
            Assert.Equal("600", peer.Run("stat", "-c", "%a", Path.Combine(keys, file)).Trim()));
        Assert.DoesNotContain("BEGIN", File.ReadAllText(Path.Combine(keys, "signer.p12")), StringComparison.Ordinal);
        Assert.Contains("invalid password", peer.Run("openssl", "pkcs12", "-in", Path.Combine(keys, "signer.p12"), "-passin", "pass:wrong", "-nokeys"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_signing_certificate_stands_under_the_state_s_own_authority()
    {
        using var keys = Open();
        var signer = peer.File("signer.pem", Encoding.ASCII.GetBytes(keys.Current.Chain[0].ExportCertificatePem()));
        var authority = peer.File("authority.pem", Encoding.ASCII.GetBytes(keys.Current.Chain[1].ExportCertificatePem()));

        Assert.Contains("signer.pem: OK", peer.Run("openssl", "verify", "-x509_strict", "-attime", Seconds(keys.Current.Chain[0]), "-CAfile", authority, signer), StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_rotation_what_the_old_key_signed_is_still_ours()
    {
        using var keys = Open();
        var old = keys.Current.Chain[0];

        var fresh = keys.Rotate();

        Assert.NotEqual(old.Thumbprint, fresh.Thumbprint);
        Assert.Equal(fresh.Thumbprint, keys.Current.Chain[0].Thumbprint);
        Assert.True(keys.IsOurs(old));
        Assert.True(keys.IsOurs(fresh));
        Assert.False(keys.IsOurs(Keys.Curve.Chain[0]));
    }

    [Fact]
    public void A_wrong_passphrase_is_known_at_start_and_makes_no_new_key()
    {
        using (var keys = Open()) _ = keys.Current;
        var wrong = peer.File("wrong", [.. "not it"u8]);

        using var other = Open(new DocumentsSettings { KeyPassphraseFile = wrong });

        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => other.Current);
    }

    [Fact]
    public void A_device_signs_with_keys_that_never_leave_it()
    {
        System.IO.Directory.CreateDirectory(peer.PathOf("tokens"));
        var config = peer.File("softhsm2.conf", Encoding.ASCII.GetBytes($"directories.tokendir = {peer.PathOf("tokens")}\nlog.level = ERROR\n"));
        // The module reads the process's own environment, of which the framework keeps a copy.
        Assert.Equal(0, SetEnvironment("SOFTHSM2_CONF", config, 1));
        string[] curve = ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
        MakeToken(config, "curve", curve);
        MakeToken(config, "rsa", ["rsa:2048"]);

        foreach (var token in (string[])["curve", "rsa"])
        {
            var device = Pkcs11Signer.Open(new DocumentsSettings
            {
                Pkcs11Module = "/usr/lib/softhsm/libsofthsm2.so", Pkcs11Token = token, Pkcs11Key = "signer",
                Pkcs11PinFile = peer.File("pin", [.. "5678\n"u8]), Pkcs11Certificates = peer.PathOf($"{token}.crt"),
            });
            var file = Specimens.Printer.Print(Specimens.Certificate("pa"), device, Pdf.Keys.Note);

            Assert.Equal(SignatureState.Whole, SignedPdf.Read(file).State);
            Assert.Contains("Signature is Valid", peer.Run("pdfsig", "-nocert", peer.File("c.pdf", file)), StringComparison.Ordinal);
        }
    }

    private void MakeToken(string config, string token, string[] kind)
    {
        var key = peer.PathOf($"{token}.key");
        peer.Run("openssl", ["req", "-x509", "-nodes", "-subj", "/CN=Device", "-days", "30", "-keyout", key, "-out", peer.PathOf($"{token}.crt"), "-newkey", .. kind]);
        peer.Run("env", $"SOFTHSM2_CONF={config}", "softhsm2-util", "--init-token", "--free", "--label", token, "--so-pin", "1234", "--pin", "5678");
        peer.Run("env", $"SOFTHSM2_CONF={config}", "softhsm2-util", "--import", key, "--token", token, "--label", "signer", "--id", "01", "--pin", "5678");
    }

    public void Dispose() => peer.Dispose();

    private SigningKeys Open(DocumentsSettings? settings = null)
    {
        var program = new Settings { DataDirectory = peer.PathOf("data"), PublicUrl = new Uri("http://localhost"), ServicesDirectory = "", StateName = new("Government of Somewhere") };
        return new(program, new Marks(new OpenSeva.Kernel.Storage.SqliteStorage(program.DataDirectory), program, new Words([])), settings ?? new DocumentsSettings(), new FixedClock(Specimens.Time));
    }

    private static string Seconds(X509Certificate2 certificate) =>
        new DateTimeOffset(certificate.NotBefore.AddHours(1)).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironment(string name, string value, int overwrite);
}
