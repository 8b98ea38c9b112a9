using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OpenSeva.Tests.Crash;

/// <summary>The program as a process of its own, to be killed and started again.</summary>
/// <param name="data">Its data folder, removed at the end.</param>
/// <param name="database">The flags that name its database; none for the embedded one.</param>
internal sealed class RunningProgram(string data, params string[] database) : IAsyncDisposable
{
    private const int MostLines = 60;
    private readonly int port = FreePort();
    private readonly ConcurrentQueue<string> said = new();
    private Process? process;

    public string Data => data;

    /// <summary>Further flags of serve.</summary>
    public string[] Serving { get; init; } = [];

    /// <summary>It was given a certificate.</summary>
    public bool IsTls { get; init; }

    public Uri Address => new($"{(IsTls ? "https" : "http")}://localhost:{port}");

    public int ProcessId => process!.Id;

    public bool IsRunning => process is { HasExited: false };

    /// <param name="wrapper">A program that starts this one.</param>
    public async Task Start(string roles = "web,worker", params string[] wrapper)
    {
        string[] command = [.. wrapper, Program, "serve", "--data", Data, "--port", port.ToString(CultureInfo.InvariantCulture), "--roles", roles, .. Serving, .. database];
        process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        for (var i = 0; i < 1200; i++)
        {
            Assert.False(process.HasExited, $"the program ended instead of serving:\n{Said}");
            if (await Ready() is HttpStatusCode.OK) return;
            await Task.Delay(50);
        }

        Assert.Fail($"the program does not answer:\n{Said}");
    }

    /// <returns>What it says of its own readiness; null when it does not answer.</returns>
    public async Task<HttpStatusCode?> Ready()
    {
        using var any = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var client = new HttpClient(any) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>Waits until it says of itself that it is, or is not, ready.</summary>
    public async Task Becomes(HttpStatusCode wanted)
    {
        for (var i = 0; i < 300; i++)
        {
            if (await Ready() == wanted) return;
            await Task.Delay(100);
        }

        Assert.Fail($"the program never said {wanted}:\n{Said}");
    }

    /// <summary>kill -9: no farewell, no flush.</summary>
    public async Task Kill()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        // Under a wrapper the program itself may outlive it by a moment, and its port with it.
        while (await Ready() is not null) await Task.Delay(20);
    }

    /// <summary>SIGTERM: finish what is running, then end.</summary>
    public void Ask()
    {
        using var kill = Process.Start("kill", ["-TERM", ProcessId.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <returns>Its exit code.</returns>
    public async Task<int> Ended()
    {
        await process!.WaitForExitAsync();
        return process.ExitCode;
    }

    public async Task<(int ExitCode, string Output)> Command(params string[] args)
    {
        using var command = Process.Start(new ProcessStartInfo(Program, [.. args, "--data", Data, .. database]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = command.StandardOutput.ReadToEndAsync();
        var errors = command.StandardError.ReadToEndAsync();
        await command.WaitForExitAsync();
        return (command.ExitCode, await output + await errors);
    }

    public async Task VerifyJournal()
    {
        var (code, output) = await Command("journal", "verify");
        Assert.True(code is 0, output);
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning) await Kill();
        process?.Dispose();
        System.IO.Directory.Delete(Data, recursive: true);
    }

    private string Said => string.Join('\n', said);

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        said.Enqueue(line.Data);
        while (said.Count > MostLines) said.TryDequeue(out _);
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "openseva");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
