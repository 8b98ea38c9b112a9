namespace OpenSeva.Tests.Crash;

/// <summary>
/// kill -9 at random points while citizens send applications and officers grant them. Whatever was acknowledged is
/// there exactly once, every granted application has exactly one certificate, the journal verifies, every number is
/// accounted for.
/// </summary>
[Collection(nameof(Demonstration))]
public class CrashTests(Demonstration demonstration, ITestOutputHelper output)
{
    [Fact]
    public async Task Acknowledged_acts_survive_being_killed_exactly_once()
    {
        output.WriteLine($"OPENSEVA_TEST_SEED={Trial.Seed}");
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

    private async Task Survives(RunningProgram program, Records records, params string[] waiting)
    {
        await program.Start();
        using var crowd = await Crowd.Gather(program.Address);
        crowd.Begin();
        var random = new Random(Trial.Seed);
        for (var i = 0; i < (Trial.IsLong ? 40 : 3); i++)
        {
            await crowd.Advance(random);
            await program.Kill();
            await program.Start();
        }

        var granted = await crowd.End();
        output.WriteLine($"{granted.Count} applications granted");
        await program.Kill();
        if (Database.IsPostgres) await records.ForgetLeases();
        await program.Start();
        await records.Delivered();
        await program.Kill();
        await program.VerifyJournal();
        await records.Hold([.. granted, .. waiting], granted, program.Data);
    }
}
