using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OpenSeva.Tests.Crash;

/// <summary>
/// kill -9 at random points while citizens send applications and officers decide them. Whatever was acknowledged is
/// there exactly once, the journal verifies, every number is accounted for.
/// </summary>
public class CrashTests(ITestOutputHelper output)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("OPENSEVA_TEST_LONG") is "1";
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("OPENSEVA_TEST_SEED") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Acknowledged_acts_survive_being_killed_exactly_once()
    {
        // The embedded database is the one a single process holds; PostgreSQL's own durability is PostgreSQL's.
        if (Database.IsPostgres) return;
        output.WriteLine($"OPENSEVA_TEST_SEED={Seed}");
        await using var program = await RunningProgram.Demonstration();
        await program.Start();
        var applicants = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => await Applicant.SignedIn(program.Address)));
        var (numbers, stop) = (new ConcurrentDictionary<string, string>(), new CancellationTokenSource());
        var work = applicants.Select(applicant => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var (id, number) = await applicant.Apply();
                Assert.True(numbers.TryAdd(number, id), $"{number} was given twice");
            }
        })).ToArray();

        var random = new Random(Seed);
        for (var i = 0; i < (IsLong ? 40 : 4); i++)
        {
            await Task.Delay(random.Next(200, 1500));
            await program.Kill();
            await program.Start();
        }

        await stop.CancelAsync();
        await Task.WhenAll(work);
        await Counted(program, numbers);
        foreach (var applicant in applicants) applicant.Dispose();
    }

    private async Task Counted(RunningProgram program, ConcurrentDictionary<string, string> acknowledged)
    {
        output.WriteLine($"{acknowledged.Count} applications acknowledged");
        Assert.NotEmpty(acknowledged);
        await program.Kill();
        var (code, said) = await program.Command("journal", "verify");
        Assert.True(code is 0, said);

        await using var db = new SqliteConnection($"Data Source={Path.Combine(program.Data, "openseva.db")};Pooling=false");
        await db.OpenAsync();
        Assert.Equal(acknowledged.Keys.Order(StringComparer.Ordinal), await Column(db, "select number from case_file order by number"));
        Assert.Empty(await Column(db, "select series || ' ' || count(*) || ' ' || max(n) from number_drawn group by series having count(*) <> max(n)"));
        Assert.Empty(await Column(db, "select reference from desk_item where closed_at is null group by reference having count(*) <> 1"));
    }

    private static async Task<List<string>> Column(SqliteConnection db, string sql)
    {
        await using var command = new SqliteCommand(sql, db);
        await using var rows = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await rows.ReadAsync()) values.Add(rows.GetString(0));
        values.Sort(StringComparer.Ordinal);
        return values;
    }
}
