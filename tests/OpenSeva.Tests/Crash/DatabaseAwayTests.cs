using System.Net;

namespace OpenSeva.Tests.Crash;

/// <summary>PostgreSQL dies under the running program: a clear 503, nothing half kept, and the service resumes by itself.</summary>
[Collection(nameof(Demonstration))]
public class DatabaseAwayTests(ITestOutputHelper output)
{
    private const string Standing = "select number || ' ' || state || ' ' || stage from case_file";

    [Fact]
    public async Task The_service_rests_while_the_database_is_away_and_resumes_by_itself()
    {
        if (!Database.IsPostgres) return;
        output.WriteLine($"OPENSEVA_TEST_SEED={Trial.Seed}");
        await using var server = await PrivatePostgres.Make();
        await using var program = await Demonstration.OnPostgres(server.Connection, server.Owner);
        var records = Records.Postgres(server.Owner + ";Pooling=false");
        await program.Start();
        using var applicant = new Applicant(program.Address);
        await applicant.SignIn();
        var (draft, recommended) = (await applicant.Draft(), await applicant.Draft());
        var first = await applicant.Send(recommended);
        await applicant.Recommend(recommended);
        await records.Delivered();
        var before = await records.Column(Standing);

        await server.Stop();
        await Rests(program, applicant, draft, recommended);
        await server.Start();
        Assert.Equal(before, await records.Column(Standing));
        await program.Becomes(HttpStatusCode.OK);
        var second = await applicant.Granted(draft);
        await applicant.Approve(recommended);

        var granted = await DiesAmongRequests(server, program);
        await records.ForgetLeases();
        await records.Delivered();
        await program.Kill();
        await program.VerifyJournal();
        string[] all = [first, second, .. granted];
        await records.Hold(all, all, program.Data);
    }

    private static async Task Rests(RunningProgram program, Applicant applicant, string draft, string recommended)
    {
        await Refused(await applicant.SendOnce(draft));
        await Refused(await applicant.ApproveOnce(recommended));
        await Refused(await applicant.UploadOnce(Applicant.Paper));
        using (var page = await applicant.Citizen.Get("/applications")) await Problem.ExpectPage(page, HttpStatusCode.ServiceUnavailable);
        using var stranger = new StubbornClient(program.Address);
        using (var page = await stranger.Get("/demo/sign-in")) await Problem.ExpectPage(page, HttpStatusCode.ServiceUnavailable);
        using (var live = await stranger.Get("/health/live")) Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await program.Ready());
    }

    /// <summary>The server dies at random points; whether a commit it was at had happened, the repeated key finds out.</summary>
    private async Task<IReadOnlyCollection<string>> DiesAmongRequests(PrivatePostgres server, RunningProgram program)
    {
        using var crowd = await Crowd.Gather(program.Address);
        crowd.Begin();
        var random = new Random(Trial.Seed);
        for (var i = 0; i < (Trial.IsLong ? 30 : 2); i++)
        {
            await crowd.Advance(random);
            await server.Stop();
            await server.Start();
            await program.Becomes(HttpStatusCode.OK);
        }

        var granted = await crowd.End();
        output.WriteLine($"{granted.Count} applications granted while the database died");
        return granted;
    }

    private static async Task Refused(HttpResponseMessage answer)
    {
        using (answer)
        {
            await Problem.Expect(answer, HttpStatusCode.ServiceUnavailable, "urn:openseva:problem:database-away");
            Assert.NotNull(answer.Headers.RetryAfter);
        }
    }
}
