using System.Diagnostics;

namespace OpenSeva.Bench;

/// <summary>From the start of the process to the first page, and what the process holds when nobody asks anything.</summary>
internal static class Starting
{
    public static async Task Measure(Func<Engine> make)
    {
        using var engine = make();
        await Server.Command(engine, "demo", "--days", "12");
        var times = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            using var once = await Server.Start(engine, "web,worker");
            // The first start also brings the program from the disk.
            if (i > 0) times.Add(once.FirstAnswer.TotalSeconds);
        }

        using var server = await Server.Start(engine, "web,worker");
        await Task.Delay(TimeSpan.FromSeconds(30));
        Report.Table($"Starting, {engine.Title}", ["what", "measured"],
        [
            ["first page after the start, median of five (s)", Report.Number(times.Order().ElementAt(2))],
            ["memory after 30 s without a request (MiB)", Report.Number(server.Memory())],
            .. engine.IsPostgres ? Array.Empty<string[]>() : [["clean build of the whole solution (s)", Report.Number(await CleanBuild())]],
        ]);
    }

    private static async Task<double> CleanBuild()
    {
        var root = Path.GetDirectoryName(Commands.Flags.Beside("bench"))!;
        var copy = System.IO.Directory.CreateTempSubdirectory("openseva-bench-build").FullName;
        await Run("git", root, "clone", "--quiet", root, copy);
        await Run("dotnet", copy, "restore", "-v", "quiet");
        await Run("dotnet", copy, "build-server", "shutdown");
        var since = Stopwatch.GetTimestamp();
        await Run("dotnet", copy, "build", "OpenSeva.slnx", "-c", "Release", "-v", "quiet", "--nologo", "--no-restore");
        var taken = Stopwatch.GetElapsedTime(since).TotalSeconds;
        System.IO.Directory.Delete(copy, recursive: true);
        return taken;
    }

    private static async Task Run(string program, string folder, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode is not 0) throw new InvalidOperationException($"{program} {string.Join(' ', args)} ended with {process.ExitCode}");
    }
}
