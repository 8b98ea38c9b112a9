using System.Net;

namespace OpenSeva.Tests.Crash;

/// <summary>PostgreSQL dies under the running program: a clear 503, nothing half kept, and the service resumes by itself.</summary>
[Collection(nameof(Demonstration))]
public class DatabaseAwayTests
{
    [Fact]
    public async Task The_service_rests_while_the_database_is_away_and_resumes_by_itself()
    {
        if (!Database.IsPostgres) return;
        await using var server = await PrivatePostgres.Make();
        await using var program = await Demonstration.OnPostgres(server.Connection, server.Owner);
        var records = Records.Postgres(server.Owner + ";Pooling=false");
        await program.Start();
        using var applicant = new Applicant(program.Address);
        await applicant.SignIn();
        using var stranger = new StubbornClient(program.Address);
        var (draft, recommended) = (await applicant.Draft(), await applicant.Draft());
        var number = await applicant.Send(recommended);
        await applicant.Recommend(recommended);
        await records.Delivered();
        var before = await records.Column("select number || ' ' || state || ' ' || stage from case_file");

        await server.Stop();
        await Refused(await applicant.SendOnce(draft));
        await Refused(await applicant.ApproveOnce(recommended));
        await Refused(await applicant.UploadOnce(Applicant.Paper));
        using (var page = await applicant.Citizen.Get("/applications")) await Problem.ExpectPage(page, HttpStatusCode.ServiceUnavailable);
        using (var page = await stranger.Get("/demo/sign-in")) await Problem.ExpectPage(page, HttpStatusCode.ServiceUnavailable);
        // What services there are is known by heart.
        using (var known = await stranger.Get("/services")) Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        using (var live = await stranger.Get("/health/live")) Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await program.Ready());

        await server.Start();
        Assert.Equal(before, await records.Column("select number || ' ' || state || ' ' || stage from case_file"));
        await program.Becomes(HttpStatusCode.OK);
        var other = await applicant.Send(draft);
        await applicant.Approve(recommended);
        await applicant.Recommend(draft);
        await applicant.Approve(draft);
        await records.Delivered();
        await program.Kill();
        await program.VerifyJournal();
        await records.Hold([number, other], [number, other], program.Data);
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
