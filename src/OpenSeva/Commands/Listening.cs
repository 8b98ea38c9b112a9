using System.CommandLine;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace OpenSeva.Commands;

/// <summary>Where one process listens and what it does there. Flags win over the environment, that over the configuration file.</summary>
internal sealed record Listening(IPAddress Address, int Port, string? Certificate, string? CertificateKey, Roles Roles)
{
    public const int DefaultPort = 5080;
    public static readonly Option<int?> PortFlag = new("--port") { Description = $"Port to listen on (default: {DefaultPort})", CustomParser = typed => WrongSetting.Number(typed) };
    private static readonly Option<string?> BindFlag = new("--bind") { Description = "Address to listen on (default: 127.0.0.1)" };
    private static readonly Option<string?> CertificateFlag = new("--certificate") { Description = "PEM file with the TLS certificate chain; without it plain HTTP, for use behind a proxy" };
    private static readonly Option<string?> CertificateKeyFlag = new("--certificate-key") { Description = "PEM file with the certificate's private key" };
    private static readonly Option<string?> RolesFlag = new("--roles") { Description = "What this process does: web, worker or both (default: web,worker)" };

    public static readonly Option[] Flags = [PortFlag, BindFlag, CertificateFlag, CertificateKeyFlag, RolesFlag];

    /// <exception cref="WrongSetting">Something given is no port, no address or no role.</exception>
    public static Listening Read(ParseResult parsed, IConfiguration configuration)
    {
        var port = configuration["port"] is { Length: > 0 } configured && parsed.GetValue(PortFlag) is null
            ? int.TryParse(configured, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : throw new WrongSetting("port", configured, "a number")
            : parsed.GetValue(PortFlag) ?? DefaultPort;
        Check(port);

        var bind = parsed.GetValue(BindFlag) ?? Given(configuration["bind"]) ?? "127.0.0.1";
        return new(
            IPAddress.TryParse(bind, out var address) ? address : throw new WrongSetting("bind", bind, "an address"),
            port,
            parsed.GetValue(CertificateFlag) ?? Given(configuration["certificate"]),
            parsed.GetValue(CertificateKeyFlag) ?? Given(configuration["certificate-key"]),
            (parsed.GetValue(RolesFlag) ?? Given(configuration["roles"]) ?? "web,worker").Split(',', StringSplitOptions.TrimEntries)
                .Aggregate(Roles.None, (sum, role) => sum | role switch
                {
                    "web" => Roles.Web,
                    "worker" => Roles.Worker,
                    _ => throw new WrongSetting("roles", role, "web or worker"),
                }));
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    /// <exception cref="WrongSetting">No port has this number.</exception>
    public static void Check(int port)
    {
        if (port is < 0 or > IPEndPoint.MaxPort) throw new WrongSetting("port", port.ToString(CultureInfo.InvariantCulture), $"between 0 and {IPEndPoint.MaxPort}");
    }
}
