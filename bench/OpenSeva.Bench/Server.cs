using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OpenSeva.Bench;

/// <summary>The built program as a process of its own.</summary>
internal sealed class Server : IDisposable
{
    private readonly Process process;

    private Server(Process process, int port) => (this.process, Address) = (process, new Uri($"http://localhost:{port}"));

    public Uri Address { get; }

    /// <summary>From the start of the process to the first page.</summary>
    public TimeSpan FirstAnswer { get; private set; }

    /// <param name="roles">web alone measures requests without the work behind them.</param>
    public static async Task<Server> Start(Engine engine, string roles)
    {
        var (port, since) = (FreePort(), Stopwatch.GetTimestamp());
        var server = new Server(Run(["serve", "--port", port.ToString(CultureInfo.InvariantCulture), "--roles", roles, .. Flags(engine)]), port);
        using var http = new HttpClient { BaseAddress = server.Address };
        while (true)
        {
            if (server.process.HasExited) throw new InvalidOperationException("The program ended instead of serving.");
            try
            {
                (await http.GetAsync(new Uri("/", UriKind.Relative))).EnsureSuccessStatusCode();
                break;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(10);
            }
        }

        server.FirstAnswer = Stopwatch.GetElapsedTime(since);
        return server;
    }

    /// <summary>A command of the program over the engine's database.</summary>
    public static async Task Command(Engine engine, params string[] command)
    {
        using var process = Run([.. command, .. Flags(engine)]);
        await process.WaitForExitAsync();
        if (process.ExitCode is not 0) throw new InvalidOperationException($"openseva {string.Join(' ', command)} ended with {process.ExitCode}");
    }

    /// <summary>Memory that is really held, in MiB.</summary>
    public double Memory() => double.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture) / 1024;

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static string[] Flags(Engine engine) => engine.IsPostgres ? ["--data", engine.Data, "--db", engine.App!, "--db-owner", engine.Owner!] : ["--data", engine.Data];

    private static Process Run(string[] args)
    {
        var process = Process.Start(new ProcessStartInfo(Path.Combine(Commands.Flags.Beside("out"), "openseva"), args) { RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal) is true) Report.Say(line.Data);
        };
        process.BeginOutputReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
