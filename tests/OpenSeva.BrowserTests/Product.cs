using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(OpenSeva.BrowserTests.Product))]

namespace OpenSeva.BrowserTests;

/// <summary>The built program, serving a demonstration state of its own, and a browser to look at it: once for all tests.</summary>
public sealed class Product : IAsyncLifetime
{
    private readonly string data = Path.Combine(Path.GetTempPath(), "openseva-browser", Guid.CreateVersion7().ToString("N"));
    private Process? server;
    private IPlaywright? playwright;

    public static string Root { get; } = Find();

    /// <summary>Pictures of this run; those of the README are taken from here.</summary>
    public static string Pictures { get; } = Path.Combine(Root, "out", "pictures");

    public Uri Home { get; } = new($"http://localhost:{FreePort()}");

    public string Data => data;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        System.IO.Directory.CreateDirectory(data);
        System.IO.Directory.CreateDirectory(Pictures);
        using (var demo = Start("demo", "--data", data, "--days", "12")) await demo.WaitForExitAsync();
        server = Start("serve", "--data", data, "--port", Home.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Answering();
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        playwright?.Dispose();
        if (server is { HasExited: false })
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        server?.Dispose();
        System.IO.Directory.Delete(data, recursive: true);
    }

    /// <summary>Runs a command of the program over this state and gives what it printed.</summary>
    public async Task<(int ExitCode, string Output)> Command(params string[] args)
    {
        using var process = Start([.. args, "--data", data]);
        var output = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    /// <summary>A person with a device of their own.</summary>
    /// <param name="language">Sent as the browser's language.</param>
    /// <param name="script">False: JavaScript is off.</param>
    public async Task<IPage> Visitor(string language = "en", bool script = true, int width = 1280)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = Home.ToString(), Locale = $"{language}-IN", JavaScriptEnabled = script,
            ViewportSize = new() { Width = width, Height = 900 }, TimezoneId = "Asia/Kolkata",
        });
        context.SetDefaultTimeout(40_000);
        return await context.NewPageAsync();
    }

    private static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "openseva"), args) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        if (args[0] is "serve")
        {
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        return process;
    }

    private async Task Answering()
    {
        using var client = new HttpClient { BaseAddress = Home };
        for (var i = 0; i < 300; i++)
        {
            if (server!.HasExited) throw new InvalidOperationException("The program ended instead of serving.");
            try
            {
                if ((await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("The program does not answer.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Find([CallerFilePath] string here = "")
    {
        for (var at = new DirectoryInfo(Path.GetDirectoryName(here)!); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "OpenSeva.slnx"))) return at.FullName;
        }

        throw new InvalidOperationException("The tests run from a checkout.");
    }
}
