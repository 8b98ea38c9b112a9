using System.Net;

namespace OpenSeva.Tests.Crash;

/// <summary>
/// The demonstration state with a draft that wants only to be sent and an application that wants only to be approved,
/// made once and copied for every trial. The trials run one after the other: each has processes of its own.
/// </summary>
[CollectionDefinition(nameof(Demonstration))]
public sealed class Demonstration : ICollectionFixture<Demonstration>, IAsyncLifetime
{
    private readonly string made = NewFolder();
    private readonly CookieContainer[] cookies = [new(), new(), new()];

    /// <summary>The draft's id, which the case keeps.</summary>
    internal string Draft { get; private set; } = "";

    /// <summary>The id of the application that waits for its approval.</summary>
    internal string Recommended { get; private set; } = "";

    internal string RecommendedNumber { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        // PostgreSQL's trials each have a database of their own.
        if (Database.IsPostgres) return;
        var program = new RunningProgram(made);
        await Load(program);
        await program.Start();
        using var applicant = new Applicant(program.Address, cookies);
        await applicant.SignIn();
        (Draft, Recommended) = (await applicant.Draft(), await applicant.Draft());
        RecommendedNumber = await applicant.Send(Recommended);
        await applicant.Recommend(Recommended);
        await Records.Embedded(program).Delivered();
        await program.Kill();
        // Whoever closes the database last puts its log away.
        await program.VerifyJournal();
    }

    public ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(made, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The program over an embedded database in <paramref name="folder"/>, or wherever there is room.</summary>
    internal RunningProgram Embedded(string? folder = null)
    {
        folder = folder is null ? NewFolder() : System.IO.Directory.CreateDirectory(folder).FullName;
        foreach (var file in System.IO.Directory.EnumerateFiles(made, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(made, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return new(folder);
    }

    /// <summary>Those who made the draft and recommended the application, still signed in.</summary>
    internal Applicant Applicant(RunningProgram program) => new(program.Address, cookies);

    /// <summary>The program over a PostgreSQL database that held nothing yet.</summary>
    internal static async Task<RunningProgram> OnPostgres(string database, string owner)
    {
        var program = new RunningProgram(NewFolder(), "--db", database, "--db-owner", owner);
        await Load(program);
        return program;
    }

    private static async Task Load(RunningProgram program)
    {
        var (code, output) = await program.Command("demo", "--days", "0");
        Assert.True(code is 0, output);
    }

    private static string NewFolder() =>
        System.IO.Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "openseva-crash", Guid.CreateVersion7().ToString("N"))).FullName;
}
