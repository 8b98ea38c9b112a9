using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OpenSeva.Tests.Crash;

/// <summary>A PostgreSQL server of the trial's own, to be stopped and started.</summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql/15/bin";
    private readonly string folder;
    private readonly int port;

    private PrivatePostgres(string folder, int port) => (this.folder, this.port) = (folder, port);

    public string Owner => $"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Database=postgres";

    public string Connection => Owner.Replace("Username=postgres", "Username=seva_app", StringComparison.Ordinal);

    public static async Task<PrivatePostgres> Make()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("openseva-pg").FullName;
        // PostgreSQL does not run as root.
        if (Environment.IsPrivilegedProcess) await Must("chown", "postgres", folder);
        var server = new PrivatePostgres(folder, FreePort());
        await Must([.. AsPostgres, $"{Programs}/initdb", "-D", server.Data, "-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync"]);
        await server.Start();
        await using var connection = new Npgsql.NpgsqlConnection(server.Owner + ";Pooling=false");
        await connection.OpenAsync();
        await using var role = new Npgsql.NpgsqlCommand("create role seva_app login", connection);
        await role.ExecuteNonQueryAsync();
        return server;
    }

    public Task Start() => Must([.. AsPostgres, $"{Programs}/pg_ctl", "-D", Data, "-l", Path.Combine(folder, "log"), "-w",
        "-o", $"-p {port.ToString(CultureInfo.InvariantCulture)} -c listen_addresses=127.0.0.1 -c unix_socket_directories=", "start"]);

    /// <summary>As when the machine dies: no session is said goodbye to.</summary>
    public Task Stop() => Must([.. AsPostgres, $"{Programs}/pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop"]);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid"))) await Stop();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private static string[] AsPostgres => Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--"] : [];

    // pg_ctl's child would keep a redirected output open for ever: nothing is redirected but its own words.
    private static async Task Must(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null </dev/null", "sh", .. command]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode is 0, string.Join(' ', command));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
