using System.Collections.Concurrent;
using System.Globalization;

namespace OpenSeva.Tests.Crash;

/// <summary>
/// kill -9 at random points while citizens send applications and officers grant them. Whatever was acknowledged is
/// there exactly once, every granted application has exactly one certificate, the journal verifies, every number is
/// accounted for.
/// </summary>
[Collection(nameof(Demonstration))]
public class CrashTests(Demonstration demonstration, ITestOutputHelper output)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("OPENSEVA_TEST_LONG") is "1";
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("OPENSEVA_TEST_SEED") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Acknowledged_acts_survive_being_killed_exactly_once()
    {
        output.WriteLine($"OPENSEVA_TEST_SEED={Seed}");
        if (!Database.IsPostgres)
        {
            await using var embedded = demonstration.Embedded();
            await Survives(embedded, Records.Embedded(embedded), demonstration.RecommendedNumber);
            return;
        }

        var database = Database.New();
        try
        {
            var (connection, owner) = (database.Settings.Database!, database.Settings.DatabaseOwner!);
            await using var program = await Demonstration.OnPostgres(connection, owner);
            await Survives(program, Records.Postgres(owner));
        }
        finally
        {
            await database.Drop();
        }
    }

    private async Task Survives(RunningProgram program, Records records, params string[] recommended)
    {
        await program.Start();
        var applicants = Enumerable.Range(0, 3).Select(_ => new Applicant(program.Address)).ToArray();
        foreach (var applicant in applicants) await applicant.SignIn();
        // Some drafts lie ready, so that the killing begins among submissions and decisions.
        var drafts = new ConcurrentQueue<string>[applicants.Length];
        for (var n = 0; n < drafts.Length; n++) drafts[n] = new([await applicants[n].Draft(), await applicants[n].Draft()]);
        using var stop = new CancellationTokenSource();
        var granted = new ConcurrentDictionary<string, int>();
        var work = applicants.Select((applicant, n) => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var number = await applicant.Granted(drafts[n].TryDequeue(out var ready) ? ready : await applicant.Draft());
                Assert.True(granted.TryAdd(number, n), $"{number} was given twice");
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
        foreach (var applicant in applicants) applicant.Dispose();

        output.WriteLine($"{granted.Count} applications granted");
        await program.Kill();
        await program.VerifyJournal();
        await records.ForgetLeases();
        await program.Start();
        await records.Delivered();
        await program.Kill();
        await program.VerifyJournal();
        await records.Hold([.. granted.Keys, .. recommended], granted.Keys, program.Data);
    }
}
