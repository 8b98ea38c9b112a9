using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Documents.Keys;

/// <summary><c>openseva keys show</c> and <c>openseva keys rotate</c>.</summary>
internal static class KeyCommands
{
    public static Command Make(CommandHost host)
    {
        var show = new Command("show", "Print the certificates that verifiers need, newest first");
        show.SetAction((parsed, ct) => host.Begin(parsed, async (services, stop) =>
        {
            foreach (var certificate in (await Keys(services, stop)).Certificates) Print(certificate);
            return 0;
        }, ct));

        var rotate = new Command("rotate", "Make a new signing key; documents signed before stay valid. Restart the program to use it");
        rotate.SetAction((parsed, ct) => host.Begin(parsed, async (services, stop) =>
        {
            Print((await Keys(services, stop)).Rotate());
            return 0;
        }, ct));

        return new Command("keys", "The keys that sign issued documents") { show, rotate };
    }

    // A key made here carries the state's name, and whose state it is may stand in the database alone.
    private static async Task<SigningKeys> Keys(IServiceProvider services, CancellationToken ct)
    {
        await services.GetRequiredService<SchemaRunner>().Update(ct);
        return services.GetRequiredService<SigningKeys>();
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
