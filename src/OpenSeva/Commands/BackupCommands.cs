using System.CommandLine;
using System.Formats.Tar;
using System.IO.Compression;
using Microsoft.Data.Sqlite;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Commands;

/// <summary>
/// <c>openseva backup</c> and <c>openseva restore</c> for the embedded database with its files. PostgreSQL has
/// better tools of its own (docs/operators/backup.md).
/// </summary>
internal static class BackupCommands
{
    private const string Database = Settings.EmbeddedDatabase;

    public static Command Backup()
    {
        var file = new Argument<FileInfo>("file") { Description = "Archive to write, for example openseva.tar.gz" };
        var command = new Command("backup", "Write the embedded database and all files into one archive; the program may keep running") { file };
        command.SetAction((parsed, ct) => Backup(Flags.Read(parsed), parsed.GetValue(file)!, ct));
        return command;
    }

    public static Command Restore()
    {
        var file = new Argument<FileInfo>("file") { Description = "Archive that backup wrote" };
        var command = new Command("restore", "Unpack an archive into an empty data folder") { file };
        command.SetAction((parsed, ct) => Restore(Flags.Read(parsed), parsed.GetValue(file)!, ct));
        return command;
    }

    private static async Task<int> Backup(Settings settings, FileInfo target, CancellationToken ct)
    {
        if (settings.Database is not null) return Fail("backup is for the embedded database; for PostgreSQL use pg_basebackup or pgBackRest (docs/operators/backup.md).");
        var source = Path.Combine(settings.DataDirectory, Database);
        if (!File.Exists(source)) return Fail($"There is no database in {settings.DataDirectory}.");
        if (Path.Exists(target.FullName)) return Fail($"{target.Name} exists already; a backup is never overwritten.");
        if (IsBelow(settings.DataDirectory, target.FullName)) return Fail($"{target.FullName} lies in the data folder, which the archive is to hold. Write it somewhere else, best to another disk.");
        if (target.Directory is not { Exists: true }) return Fail($"There is no folder {target.DirectoryName}.");

        var copy = Path.Combine(settings.DataDirectory, $"backup-{Guid.CreateVersion7():N}.db");
        var part = target.FullName + ".part";
        try
        {
            await OwnFiles.File(copy).DisposeAsync();
            // The database first, then the files: a row's file is always there, a file without a row does no harm.
            await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString()))
            {
                await connection.OpenAsync(ct);
                await using var command = connection.CreateCommand();
                command.CommandText = "vacuum into $copy";
                command.Parameters.AddWithValue("$copy", copy);
                await command.ExecuteNonQueryAsync(ct);
            }

            // Listed before the archive is there: it never holds itself, whatever links lead where.
            string[] files = [.. System.IO.Directory.EnumerateFiles(settings.DataDirectory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
            File.Delete(part);
            await using (var stream = OwnFiles.File(part))
            await using (var zip = new GZipStream(stream, CompressionLevel.Fastest))
            await using (var tar = new TarWriter(zip))
            {
                await tar.WriteEntryAsync(copy, Database, ct);
                foreach (var path in files)
                {
                    var name = Path.GetRelativePath(settings.DataDirectory, path);
                    if (!name.StartsWith(Database, StringComparison.Ordinal) && !name.StartsWith("backup-", StringComparison.Ordinal)) await tar.WriteEntryAsync(path, name, ct);
                }
            }

            File.Move(part, target.FullName);
            Console.WriteLine($"Wrote {target.FullName}, {new FileInfo(target.FullName).Length / 1024} kB. It holds the keys: keep it as safe as the system.");
            return 0;
        }
        catch (Exception error) when (error is IOException or SqliteException or UnauthorizedAccessException)
        {
            return Fail($"The backup was not written: {error.Message}");
        }
        finally
        {
            if (File.Exists(copy)) File.Delete(copy);
            if (File.Exists(part)) File.Delete(part);
        }
    }

    private static async Task<int> Restore(Settings settings, FileInfo archive, CancellationToken ct)
    {
        if (!archive.Exists) return Fail($"There is no {archive.Name}.");
        if (System.IO.Directory.Exists(settings.DataDirectory) && System.IO.Directory.EnumerateFileSystemEntries(settings.DataDirectory).Any())
            return Fail($"{settings.DataDirectory} is not empty; restore into an empty folder, then start with --data.");
        var part = settings.DataDirectory.TrimEnd('/') + ".part";
        if (Path.Exists(part)) return Fail($"{part} exists already: what an interrupted restore left, or something of yours. Move it away or remove it first.");
        try
        {
            OwnFiles.Folder(part);
            await using (var stream = archive.OpenRead())
            await using (var zip = new GZipStream(stream, CompressionMode.Decompress))
                await TarFile.ExtractToDirectoryAsync(zip, part, overwriteFiles: false, ct);
            if (!File.Exists(Path.Combine(part, Database))) return Fail($"{archive.Name} holds no {Database}: it is not a backup of OpenSeva.");
            if (System.IO.Directory.Exists(settings.DataDirectory)) System.IO.Directory.Delete(settings.DataDirectory);
            System.IO.Directory.Move(part, settings.DataDirectory);
            Console.WriteLine($"Restored into {settings.DataDirectory}. Check it: openseva journal verify --data {settings.DataDirectory}");
            return 0;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Fail($"Nothing was restored: {error.Message}");
        }
        finally
        {
            if (System.IO.Directory.Exists(part)) System.IO.Directory.Delete(part, recursive: true);
        }
    }

    private static bool IsBelow(string folder, string path) =>
        Path.GetRelativePath(folder, path) is var way && way != ".." && !way.StartsWith("../", StringComparison.Ordinal) && !Path.IsPathRooted(way);

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
