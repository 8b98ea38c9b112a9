using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Keys;

/// <summary><c>openseva keys show</c> and <c>openseva keys rotate</c>.</summary>
internal static class KeyCommands
{
    public static Command Make(CommandHost host)
    {
        var show = new Command("show", "Print the certificates that verifiers need, newest first");
        show.SetAction((parsed, ct) => host.Run(parsed, (services, _) =>
        {
            foreach (var certificate in services.GetRequiredService<SigningKeys>().Certificates) Print(certificate);
            return Task.FromResult(0);
        }, ct));

        var rotate = new Command("rotate", "Make a new signing key; documents signed before stay valid. Restart the program to use it");
        rotate.SetAction((parsed, ct) => host.Run(parsed, (services, _) =>
        {
            Print(services.GetRequiredService<SigningKeys>().Rotate());
            return Task.FromResult(0);
        }, ct));

        return new Command("keys", "The keys that sign issued documents") { show, rotate };
    }

    private static void Print(X509Certificate2 certificate)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"# {certificate.Subject}, {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}"));
        Console.WriteLine($"# SHA-256 {certificate.GetCertHashString(HashAlgorithmName.SHA256)}");
        Console.WriteLine(certificate.ExportCertificatePem());
    }
}
