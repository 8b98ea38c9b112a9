using System.Net;

namespace OpenSeva.Tests.Crash;

/// <summary>The disk is full: a clear 507, nothing half kept, reading goes on, and the service resumes by itself.</summary>
[Collection(nameof(Demonstration))]
public class FullDiskTests(Demonstration demonstration)
{
    [Fact]
    public async Task A_full_disk_keeps_nothing_by_halves_and_the_service_resumes()
    {
        if (Database.IsPostgres) return;
        await using var disk = await FullDisk.Make();
        await using var program = demonstration.Embedded(disk.Folder);
        var records = Records.Embedded(program);
        await program.Start("web");
        using var applicant = demonstration.Applicant(program);
        using var stranger = new StubbornClient(program.Address);
        using var form = await stranger.SignInForm("Gurpreet Kaur");
        var (before, files) = (await records.Kept(), Files(program));

        await disk.Fill(program);
        await Refused(await applicant.SendOnce(demonstration.Draft));
        await Refused(await applicant.ApproveOnce(demonstration.Recommended));
        await Refused(await applicant.UploadOnce(Applicant.Other));
        using (var page = await stranger.SignInOnce(form)) await Problem.ExpectPage(page, HttpStatusCode.InsufficientStorage);
        using (var read = await applicant.Citizen.Get("/applications")) Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(before, await records.Kept());
        Assert.Equal(files, Files(program));

        await disk.MakeRoom();
        await applicant.Send(demonstration.Draft);
        await applicant.Approve(demonstration.Recommended);
        using (var upload = await applicant.UploadOnce(Applicant.Other)) Assert.Equal(HttpStatusCode.Created, upload.StatusCode);
        await program.Kill();
        await program.VerifyJournal();
    }

    private static List<string> Files(RunningProgram program) =>
        [.. System.IO.Directory.EnumerateFiles(Path.Combine(program.Data, "files"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static async Task Refused(HttpResponseMessage answer)
    {
        using (answer) await Problem.Expect(answer, HttpStatusCode.InsufficientStorage, "urn:openseva:problem:no-room");
    }
}
