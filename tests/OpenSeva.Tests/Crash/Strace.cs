using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace OpenSeva.Tests.Crash;

/// <summary>strace, the kernel's witness of what a program asked of it; also the one who can make the kernel refuse.</summary>
internal sealed class Strace : IAsyncDisposable
{
    private readonly Process process;
    private readonly RunningProgram program;

    private Strace(Process process, RunningProgram program) => (this.process, this.program) = (process, program);

    /// <summary>Skips the test where one process may not trace another.</summary>
    public static async Task MustBePermitted()
    {
        if (await Refusal() is { } reason) Assert.Skip(reason);
    }

    /// <returns>Why nothing can be traced here, or null.</returns>
    public static async Task<string?> Refusal()
    {
        try
        {
            using var sleep = Process.Start("sleep", "20");
            using var strace = Start("-o", "/dev/null", "-p", Text(sleep.Id));
            var said = await strace.StandardError.ReadLineAsync() ?? "nothing";
            strace.Kill();
            sleep.Kill();
            return said.Contains("attached", StringComparison.Ordinal) ? null : $"strace may not trace here: {said}";
        }
        catch (Win32Exception)
        {
            return "strace is not installed";
        }
    }

    /// <summary>What to put before a program's name so that it is recorded from its first breath.</summary>
    public static string[] Recording(string log) =>
        ["strace", "-f", "-y", "-s", "200", "-o", log, "-e", "trace=write,pwrite64,writev,pwritev,fsync,fdatasync,sendto,sendmsg,recvfrom,recvmsg"];

    /// <summary>From now on these calls fail in the program, until this is disposed.</summary>
    public static async Task<Strace> Refuse(RunningProgram program, string calls, string error)
    {
        var process = Start("-f", "-q", "-o", "/dev/null", "-e", $"trace={calls}", "-e", $"inject={calls}:error={error}", "-p", Text(program.ProcessId));
        // -q would be silent about this too; without it every new thread is announced. The kernel says it as well.
        for (var i = 0; i < 600 && !AllTraced(program.ProcessId, process.Id); i++)
        {
            Assert.False(process.HasExited, "strace ended");
            await Task.Delay(20);
        }

        Assert.True(AllTraced(program.ProcessId, process.Id), "strace did not take hold of every thread");
        return new(process, program);
    }

    /// <summary>Lets the program go on untraced.</summary>
    public async ValueTask DisposeAsync()
    {
        if (program.IsRunning)
        {
            using var interrupt = Process.Start("kill", ["-INT", Text(process.Id)]);
            await interrupt.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static bool AllTraced(int traced, int by)
    {
        foreach (var thread in System.IO.Directory.EnumerateDirectories($"/proc/{Text(traced)}/task"))
        {
            try
            {
                var tracer = File.ReadLines(Path.Combine(thread, "status")).First(line => line.StartsWith("TracerPid:", StringComparison.Ordinal));
                if (tracer["TracerPid:".Length..].Trim() != Text(by)) return false;
            }
            catch (IOException)
            {
                // A thread that ended while we looked.
            }
        }

        return true;
    }

    private static Process Start(params string[] args) => Process.Start(new ProcessStartInfo("strace", args) { RedirectStandardError = true })!;

    private static string Text(int n) => n.ToString(CultureInfo.InvariantCulture);
}
