using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OpenSeva.Tests.Crash;

/// <summary>The program as a process of its own, over an embedded database, to be killed and started again.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly int port = FreePort();
    private Process? process;

    public string Data { get; } = Path.Combine(Path.GetTempPath(), "openseva-crash", Guid.CreateVersion7().ToString("N"));

    public Uri Address => new($"http://localhost:{port}");

    public int ProcessId => process!.Id;

    /// <summary>A demonstration state without applications.</summary>
    public static async Task<RunningProgram> Demonstration()
    {
        var program = new RunningProgram();
        System.IO.Directory.CreateDirectory(program.Data);
        var (code, output) = await program.Command("demo", "--days", "0");
        Assert.True(code is 0, output);
        return program;
    }

    public async Task Start(params string[] wrapper)
    {
        string[] command = [.. wrapper, Program, "serve", "--data", Data, "--port", port.ToString(CultureInfo.InvariantCulture)];
        process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        for (var i = 0; i < 600; i++)
        {
            Assert.False(process.HasExited, "the program ended instead of serving");
            try
            {
                if ((await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode) return;
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                await Task.Delay(50);
            }
        }

        Assert.Fail("the program does not answer");
    }

    /// <summary>kill -9: no farewell, no flush.</summary>
    public async Task Kill()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async Task<(int ExitCode, string Output)> Command(params string[] args)
    {
        using var command = Process.Start(new ProcessStartInfo(Program, [.. args, "--data", Data]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = command.StandardOutput.ReadToEndAsync();
        var errors = command.StandardError.ReadToEndAsync();
        await command.WaitForExitAsync();
        return (command.ExitCode, await output + await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await Kill();
        process?.Dispose();
        System.IO.Directory.Delete(Data, recursive: true);
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "openseva");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
