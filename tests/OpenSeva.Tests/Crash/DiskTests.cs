using System.Net;

namespace OpenSeva.Tests.Crash;

/// <summary>
/// kill -9 proves that an act is whole, not that it is on disk. So the kernel is asked: had the disk confirmed every
/// byte before "done" was said, and is nothing said to be done when the disk does not confirm? (PostgreSQL's writing is
/// PostgreSQL's own.)
/// </summary>
[Collection(nameof(Demonstration))]
public class DiskTests(Demonstration demonstration)
{
    [Fact]
    public async Task Nothing_is_acknowledged_before_the_disk_has_confirmed_it()
    {
        if (Database.IsPostgres) return;
        await Strace.MustBePermitted();
        await using var program = demonstration.Embedded();
        var log = Path.Combine(program.Data, "strace.log");
        // Without the background work, whatever is written is written for the request at hand.
        await program.Start("web", Strace.Recording(log));
        using var applicant = demonstration.Applicant(program);
        (await applicant.UploadOnce(Applicant.Other)).Dispose();
        await applicant.Send(demonstration.Draft);
        await applicant.Recommend(demonstration.Draft);
        await applicant.Approve(demonstration.Draft);
        await program.Kill();

        var acknowledged = DiskTrace.Read(log, program.Data);
        Assert.All(acknowledged, done => Assert.Empty(done.Unconfirmed));
        var changes = acknowledged.Where(done => !done.Request.StartsWith("GET", StringComparison.Ordinal)).ToList();
        Assert.All(changes, done => Assert.True(done.Syncs > 0, $"{done.Request} was acknowledged and nothing was synced"));
        Assert.Contains(changes, done => done.Request == $"POST {Applicant.Submission(demonstration.Draft)}");
        Assert.Contains(changes, done => done.Request == $"POST {Applicant.Approval(demonstration.Draft)}");
        Assert.Contains(changes, done => done.Request.StartsWith("POST /api/v1/uploads", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_disk_does_not_confirm_is_neither_acknowledged_nor_kept()
    {
        if (Database.IsPostgres) return;
        await Strace.MustBePermitted();
        foreach (var error in Trial.IsLong ? new[] { "EIO", "ENOSPC", "EDQUOT" } : ["EIO"]) await Unconfirmed(error);
    }

    private async Task Unconfirmed(string error)
    {
        await using var program = demonstration.Embedded();
        var records = Records.Embedded(program);
        await program.Start("web");
        using var applicant = demonstration.Applicant(program);
        // From here on there is a log in use, to whose end the next act is written.
        (await applicant.UploadOnce(Applicant.Paper)).Dispose();
        var before = await records.Kept();

        await using (await Strace.Refuse(program, "fsync,fdatasync", error))
        {
            await Refused(await applicant.SendOnce(demonstration.Draft));
            await Refused(await applicant.UploadOnce(Applicant.Other));
            await Refused(await applicant.ApproveOnce(demonstration.Recommended));
            Assert.Equal(before, await records.Kept());
            await program.Kill();
        }

        // What was written and not confirmed may still lie in the log that the next start reads.
        await program.VerifyJournal();
        Assert.Equal(before, await records.Kept());
    }

    private static async Task Refused(HttpResponseMessage answer)
    {
        using (answer) await Problem.Expect(answer, HttpStatusCode.InsufficientStorage, "urn:openseva:problem:no-room");
    }
}
