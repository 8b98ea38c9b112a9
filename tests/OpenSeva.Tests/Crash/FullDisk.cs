using System.Diagnostics;

namespace OpenSeva.Tests.Crash;

/// <summary>A disk that can be filled up and given room again.</summary>
internal abstract class FullDisk : IAsyncDisposable
{
    /// <summary>Where the program's data lie; null: anywhere.</summary>
    public abstract string? Folder { get; }

    /// <summary>A small file system of the trial's own where one may be mounted, else a kernel told to refuse every write to a file.</summary>
    public static async Task<FullDisk> Make()
    {
        if (SmallDisk.Mount() is { } small) return small;
        if (await Strace.Refusal() is { } reason) Assert.Skip($"no file system may be mounted here, and {reason}");
        return new RefusingDisk();
    }

    public abstract Task Fill(RunningProgram program);

    public abstract Task MakeRoom();

    public abstract ValueTask DisposeAsync();

    private sealed class SmallDisk(string mounted) : FullDisk
    {
        private string Filler => Path.Combine(mounted, "filler");

        public override string Folder => Path.Combine(mounted, "data");

        public static SmallDisk? Mount()
        {
            var folder = System.IO.Directory.CreateTempSubdirectory("openseva-disk").FullName;
            if (Run("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", folder)) return new(folder);
            System.IO.Directory.Delete(folder);
            return null;
        }

        public override async Task Fill(RunningProgram program)
        {
            await using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            try
            {
                while (true) filler.Write(new byte[4096]);
            }
            catch (IOException)
            {
                // Full.
            }
        }

        public override Task MakeRoom()
        {
            File.Delete(Filler);
            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync()
        {
            Run("umount", mounted);
            System.IO.Directory.Delete(mounted);
            return ValueTask.CompletedTask;
        }

        private static bool Run(string command, params string[] args)
        {
            using var process = Process.Start(new ProcessStartInfo(command, args) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode is 0;
        }
    }

    private sealed class RefusingDisk : FullDisk
    {
        private Strace? refusing;

        public override string? Folder => null;

        // Sockets are written by other calls.
        public override async Task Fill(RunningProgram program) => refusing = await Strace.Refuse(program, "pwrite64", "ENOSPC");

        public override async Task MakeRoom() => await DisposeAsync();

        public override async ValueTask DisposeAsync()
        {
            if (refusing is not null) await refusing.DisposeAsync();
            refusing = null;
        }
    }
}
