using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpenSeva.Tests.Crash;

namespace OpenSeva.Tests.Operations;

/// <summary>The program with a certificate of its own, as a browser and as a stubborn old client meet it.</summary>
public sealed class TlsTests
{
    [Fact]
    public async Task With_a_certificate_it_speaks_only_TLS_sends_the_whole_chain_and_tells_browsers_to_stay()
    {
        if (Database.IsPostgres) return;
        var folder = System.IO.Directory.CreateTempSubdirectory("openseva-tls").FullName;
        var (certificate, key, authority) = Made(folder);
        await using var program = new RunningProgram(folder)
        {
            IsTls = true, Serving = ["--certificate", certificate, "--certificate-key", key, "--public-url", "https://localhost"],
        };
        await program.Start("web");

        using var browser = new HttpClient(Trusting(authority)) { BaseAddress = program.Address, DefaultRequestVersion = HttpVersion.Version20 };
        using var page = await browser.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (page.StatusCode, page.Version));
        Assert.Equal("max-age=31536000; includeSubDomains", page.Headers.GetValues("Strict-Transport-Security").Single());
        foreach (var cookie in page.Headers.TryGetValues("Set-Cookie", out var set) ? set : []) Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);

        using var plain = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => plain.GetAsync(new Uri($"http://localhost:{program.Address.Port}/")));
        Assert.Equal(SslProtocols.Tls13, await Shake(program, authority, SslProtocols.Tls13, null));
        Assert.Equal(SslProtocols.Tls12, await Shake(program, authority, SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256));
        // A cipher that does not authenticate what it hides, though the client would take it.
        Assert.Null(await Shake(program, authority, SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256));
    }

    [Fact]
    public async Task A_certificate_without_its_key_is_said_at_the_start()
    {
        if (Database.IsPostgres) return;
        var folder = System.IO.Directory.CreateTempSubdirectory("openseva-tls").FullName;
        var (certificate, _, _) = Made(folder);
        await using var program = new RunningProgram(folder);

        var (code, said) = await program.Command("serve", "--port", "0", "--certificate", certificate);

        Assert.Equal(1, code);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_certificate_it_says_nothing_of_staying()
    {
        if (Database.IsPostgres) return;
        await using var program = new RunningProgram(System.IO.Directory.CreateTempSubdirectory("openseva-tls").FullName);
        await program.Start("web");
        using var browser = new HttpClient { BaseAddress = program.Address };
        using var page = await browser.GetAsync(new Uri("/", UriKind.Relative));

        Assert.False(page.Headers.Contains("Strict-Transport-Security"));
    }

    /// <summary>Trusts the root alone: what stands between has to be sent.</summary>
    private static SocketsHttpHandler Trusting(X509Certificate2 root) => new()
    {
        SslOptions = new()
        {
            CertificateChainPolicy = Below(root),
        },
    };

    private static X509ChainPolicy Below(X509Certificate2 root) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { root }, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true,
    };

    /// <returns>What was spoken; null when they found nothing in common.</returns>
    private static async Task<SslProtocols?> Shake(RunningProgram program, X509Certificate2 root, SslProtocols protocol, TlsCipherSuite? suite)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(IPAddress.Loopback, program.Address.Port);
        await using var tls = new SslStream(line.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost", EnabledSslProtocols = protocol, CertificateChainPolicy = Below(root),
                CipherSuitesPolicy = suite is { } only && OperatingSystem.IsLinux() ? new CipherSuitesPolicy([only]) : null,
            });
            return tls.SslProtocol;
        }
        catch (Exception error) when (error is AuthenticationException or IOException)
        {
            return null;
        }
    }

    /// <summary>Root, authority below it, and localhost below that; the file holds the last two.</summary>
    private static (string Certificate, string Key, X509Certificate2 Root) Made(string folder)
    {
        var (from, until) = (TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));
        using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256), middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256), key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = Request("CN=Root of the test", rootKey, isAuthority: true).CreateSelfSigned(from, until);
        var middle = Request("CN=Authority of the test", middleKey, isAuthority: true).Create(root, from, until.AddDays(-1), [1, 2, 3]).CopyWithPrivateKey(middleKey);
        var request = Request("CN=localhost", key, isAuthority: false);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var leaf = request.Create(middle, from, until.AddDays(-2), [4, 5, 6]);
        var (certificateFile, keyFile) = (Path.Combine(folder, "tls.pem"), Path.Combine(folder, "tls.key"));
        File.WriteAllText(certificateFile, leaf.ExportCertificatePem() + "\n" + middle.ExportCertificatePem() + "\n");
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificateFile, keyFile, root);
    }

    private static CertificateRequest Request(string name, ECDsa key, bool isAuthority)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        return request;
    }
}
