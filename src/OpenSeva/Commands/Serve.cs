using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Commands;

/// <summary>What one process does for the state.</summary>
[Flags]
internal enum Roles
{
    None = 0,
    Web = 1,
    Worker = 2,
    All = Web | Worker,
}

/// <summary><c>openseva serve</c>: the web pages, the API, and the work behind them.</summary>
internal static class Serve
{
    public const int DefaultPort = 5080;
    private static readonly Option<int> Port = new("--port") { Description = "Port to listen on", DefaultValueFactory = _ => DefaultPort };
    private static readonly Option<string> Bind = new("--bind") { Description = "Address to listen on", DefaultValueFactory = _ => "127.0.0.1" };
    private static readonly Option<string?> Certificate = new("--certificate") { Description = "PEM file with the TLS certificate chain; without it plain HTTP, for use behind a proxy" };
    private static readonly Option<string?> CertificateKey = new("--certificate-key") { Description = "PEM file with the certificate's private key" };
    private static readonly Option<string> RolesOption = new("--roles") { Description = "What this process does: web, worker or both", DefaultValueFactory = _ => "web,worker" };

    public static Command Command()
    {
        var command = new Command("serve", "Serve the portal, the office and the API") { Port, Bind, Certificate, CertificateKey, RolesOption };
        RolesOption.Validators.Add(result =>
        {
            var unknown = (result.GetValueOrDefault<string>() ?? "").Split(',', StringSplitOptions.TrimEntries).Except(["web", "worker"]).FirstOrDefault();
            if (unknown is not null) result.AddError($"--roles: '{unknown}' is neither web nor worker");
        });
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        var port = parsed.GetValue(Port);
        var roles = parsed.GetValue(RolesOption)!.Split(',', StringSplitOptions.TrimEntries)
            .Aggregate(Roles.None, (sum, role) => sum | (role is "web" ? Roles.Web : Roles.Worker));
        try
        {
            await using var app = Site.Build(Flags.Read(parsed, port), roles, builder => Listen(builder, parsed, port));
            var applied = await app.Services.GetRequiredService<SchemaRunner>().Update(ct);
            if (applied.Count > 0) Console.WriteLine($"Schema updated: {applied.Count} steps");
            await app.StartAsync(ct);
            Announce(app);
            await app.WaitForShutdownAsync(ct);
            return 0;
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or System.Data.Common.DbException or System.Security.Cryptography.CryptographicException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }

    private static void Listen(WebApplicationBuilder builder, ParseResult parsed, int port) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 16 * 1024 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MaxConcurrentConnections = 20_000;
        kestrel.Listen(IPAddress.Parse(parsed.GetValue(Bind)!), port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            if (parsed.GetValue(Certificate) is { } certificate)
                listen.UseHttps(System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(certificate, parsed.GetValue(CertificateKey)));
            else listen.Protocols = HttpProtocols.Http1;
        });
    });

    private static void Announce(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Console.WriteLine($"OpenSeva serves on {string.Join(", ", addresses)} (public address {app.Services.GetRequiredService<Settings>().PublicUrl})");
        if (app.Services.GetRequiredService<Marks>().IsDemonstration) DemoCommand.Welcome(app.Services);
    }
}
