using System.Text.Json.Nodes;
using OpenSeva.Tests.Crash;

namespace OpenSeva.Tests.Operations;

/// <summary>The embedded database with its files goes into one archive while the program serves, and comes back whole.</summary>
[Collection(nameof(Demonstration))]
public sealed class BackupTests(Demonstration demonstration)
{
    [Fact]
    public async Task A_restored_copy_serves_the_same_files_and_its_journal_verifies()
    {
        if (Database.IsPostgres) return;
        await using var program = demonstration.Embedded();
        await program.Start();
        using var applicant = demonstration.Applicant(program);
        await applicant.Approve(demonstration.Recommended);
        await Records.Embedded(program).Delivered();
        var (document, paper) = await Files(applicant);
        var folder = System.IO.Directory.CreateTempSubdirectory("openseva-backup").FullName;
        try
        {
            var archive = Path.Combine(folder, "backup.tar.gz");
            // In the middle of work: the archive holds what was acknowledged before it was begun.
            var backup = program.Command("backup", archive);
            var sent = await applicant.Send(demonstration.Draft);
            Assert.Equal(0, (await backup).ExitCode);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(archive));
            Assert.Equal(1, (await program.Command("backup", archive)).ExitCode);
            Assert.NotEmpty(sent);

            // Into the folder it packs, or into one that is not there.
            var inside = Path.Combine(program.Data, "nightly.tar.gz");
            Assert.Contains("lies in the data folder", await Refused(program, "backup", inside), StringComparison.Ordinal);
            Assert.False(Path.Exists(inside) || Path.Exists(inside + ".part"));
            Assert.Contains($"There is no folder {folder}/missing.", await Refused(program, "backup", Path.Combine(folder, "missing", "b.tar.gz")), StringComparison.Ordinal);

            await using var restored = new RunningProgram(Path.Combine(folder, "restored"));
            var (code, said) = await restored.Command("restore", archive);
            Assert.True(code is 0, said);
            Assert.Equal(1, (await restored.Command("restore", archive)).ExitCode);
            await restored.VerifyJournal();
            await restored.Start();
            using var again = demonstration.Applicant(restored);
            Assert.Equal((document, paper), await Files(again));
            Assert.Equal("approved", (string)(await Case(again))["state"]!);
            // It goes on from there.
            Assert.NotEmpty(await again.Send(await again.Draft()));
            await restored.VerifyJournal();
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_is_no_backup_leaves_nothing_behind()
    {
        if (Database.IsPostgres) return;
        var folder = System.IO.Directory.CreateTempSubdirectory("openseva-backup").FullName;
        try
        {
            var archive = Path.Combine(folder, "torn.tar.gz");
            await File.WriteAllBytesAsync(archive, Applicant.Paper);
            await using var program = new RunningProgram(System.IO.Directory.CreateDirectory(Path.Combine(folder, "data")).FullName);
            var (code, said) = await program.Command("restore", archive);

            Assert.Equal(1, code);
            Assert.Contains("Nothing was restored", said, StringComparison.Ordinal);
            Assert.Empty(System.IO.Directory.EnumerateFileSystemEntries(program.Data));
            Assert.False(System.IO.Directory.Exists(program.Data + ".part"));

            // What was there before is somebody's.
            var before = Path.Combine(System.IO.Directory.CreateDirectory(program.Data + ".part").FullName, "note.txt");
            await File.WriteAllTextAsync(before, "mine");
            Assert.Contains("exists already", await Refused(program, "restore", archive), StringComparison.Ordinal);
            Assert.True(File.Exists(before));
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>The one sentence that was said.</returns>
    private static async Task<string> Refused(RunningProgram program, params string[] typed)
    {
        var (code, said) = await program.Command(typed);
        Assert.Equal(1, code);
        Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return said;
    }

    /// <summary>The certificate and the first document handed in, as they are downloaded.</summary>
    private async Task<(string Certificate, string Paper)> Files(Applicant applicant)
    {
        var view = await Case(applicant);
        return (await Bytes(applicant, (string)view["issued"]![0]!["downloadPath"]!), await Bytes(applicant, (string)view["documents"]![0]!["path"]!));
    }

    private async Task<JsonNode> Case(Applicant applicant)
    {
        using var answer = await applicant.Citizen.Get($"/api/v1/cases/{demonstration.Recommended}");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static async Task<string> Bytes(Applicant applicant, string path)
    {
        using var answer = await applicant.Citizen.Get(path);
        answer.EnsureSuccessStatusCode();
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.StartsWith("%PDF", System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        return Convert.ToBase64String(bytes);
    }
}
