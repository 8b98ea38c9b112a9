using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;
using OpenSeva.Operations;

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
    public static Command Command()
    {
        var command = new Command("serve", "Serve the portal, the office and the API");
        foreach (var flag in Listening.Flags) command.Add(flag);
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        try
        {
            var settings = Flags.Read(parsed, parsed.GetValue(Listening.PortFlag));
            var listening = Listening.Read(parsed, settings.Configuration);
            await using var app = Site.Build(settings, listening.Roles, builder => Listen(builder, listening));
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

    private static void Listen(WebApplicationBuilder builder, Listening listening) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        // Files are the largest bodies: a poor line passes, a trickle does not keep a connection for hours.
        kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 2048, gracePeriod: TimeSpan.FromSeconds(20));
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MaxConcurrentConnections = 20_000;
        kestrel.Listen(listening.Address, listening.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            if (listening.Certificate is { } certificate) listen.UseHttps(Tls.With(certificate, listening.CertificateKey));
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
