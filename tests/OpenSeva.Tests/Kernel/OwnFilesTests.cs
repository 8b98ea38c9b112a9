using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.Versioning;
using OpenSeva.Commands;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Tests.Kernel;

/// <summary>What the program writes is for its own account only.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OwnFilesTests : IDisposable
{
    private const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite, Folder = File | UnixFileMode.UserExecute;
    private readonly string root = Path.Combine(Path.GetTempPath(), "openseva-tests", $"own-{Guid.CreateVersion7():N}");

    [Fact]
    public async Task Data_folder_database_backup_and_restored_folder_are_closed_to_others()
    {
        var (data, archive, restored) = (Path.Combine(root, "data"), Path.Combine(root, "backup.tar.gz"), Path.Combine(root, "restored"));
        await using (var storage = new SqliteStorage(data))
        {
            await using var connection = await storage.OpenOwner(default);
            await using var command = connection.CreateCommand();
            command.CommandText = "create table paper (id integer)";
            await command.ExecuteNonQueryAsync();

            Assert.Equal(Folder, System.IO.File.GetUnixFileMode(data));
            Assert.All(System.IO.Directory.GetFiles(data), file => Assert.Equal(File, System.IO.File.GetUnixFileMode(file)));
            Assert.Contains(System.IO.Directory.GetFiles(data), file => file.EndsWith("-wal", StringComparison.Ordinal));
        }

        Assert.Equal(0, await Cli.Root().Parse(["backup", archive, "--data", data]).InvokeAsync());
        Assert.Equal(File, System.IO.File.GetUnixFileMode(archive));
        Assert.Equal(File, Assert.Single(await Modes(archive)));

        Assert.Equal(0, await Cli.Root().Parse(["restore", archive, "--data", restored]).InvokeAsync());
        Assert.Equal(Folder, System.IO.File.GetUnixFileMode(restored));
        Assert.Equal(File, System.IO.File.GetUnixFileMode(Path.Combine(restored, "openseva.db")));
    }

    public void Dispose()
    {
        if (System.IO.Directory.Exists(root)) System.IO.Directory.Delete(root, recursive: true);
    }

    private static async Task<List<UnixFileMode>> Modes(string archive)
    {
        var modes = new List<UnixFileMode>();
        await using var tar = new TarReader(new GZipStream(System.IO.File.OpenRead(archive), CompressionMode.Decompress));
        while (await tar.GetNextEntryAsync() is { } entry) modes.Add(entry.Mode);
        return modes;
    }
}
