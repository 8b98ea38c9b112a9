using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts;
using OpenSeva.Accounts.Grants;
using OpenSeva.Accounts.Staff;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Accounts;

/// <summary>Somebody is always left who can let others in, whoever leaves and however fast.</summary>
public sealed class LastAdministratorTests(AccountsApp app) : IClassFixture<AccountsApp>
{
    [Fact]
    public async Task A_power_of_somebody_who_was_shut_out_counts_for_nobody()
    {
        var ((first, own), (second, _)) = await Two();

        Assert.Equal(HttpStatusCode.NoContent, (await Disable(first, second.Id!.Value)).StatusCode);
        var last = await End(first, own);

        Assert.Equal(HttpStatusCode.Conflict, last.StatusCode);
        Assert.Equal("urn:openseva:refusal:accounts.grant-last", (await Browser.Json(last)).GetProperty("type").GetString());
        Assert.Equal(1, await Left());
    }

    [Fact]
    public async Task Two_who_end_each_others_power_at_once_leave_one()
    {
        for (var round = 0; round < 8; round++)
        {
            var ((first, ofFirst), (second, ofSecond)) = await Two();

            var answers = await Task.WhenAll(End(first, ofSecond), End(second, ofFirst));

            Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
            Assert.Equal(1, await Left());
        }
    }

    [Fact]
    public async Task Two_who_shut_each_other_out_at_once_leave_one()
    {
        for (var round = 0; round < 8; round++)
        {
            var ((first, _), (second, _)) = await Two();

            await Task.WhenAll(Disable(first, second.Id!.Value), Disable(second, first.Id!.Value));

            Assert.Equal(1, await Left());
        }
    }

    /// <summary>Two administrators and nobody else.</summary>
    private async Task<((Actor, Guid), (Actor, Guid))> Two()
    {
        await app.Run(services => services.GetRequiredService<AccountsDb>().Grants.Where(row => row.State == GrantState.Active)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, GrantState.Ended)));
        return (await Administrator(), await Administrator());
    }

    private async Task<(Actor, Guid)> Administrator()
    {
        var staff = StaffMember.Add("Administrator", $"{Guid.CreateVersion7():N}@staff.example", "revenue", "en", app.Clock.GetUtcNow());
        var grant = StaffGrant.Install(staff.Id, Grant.Administrator, app.Clock.GetUtcNow());
        await app.Save<AccountsDb>(staff, grant);
        return (new(ActorKind.Staff, staff.Id, null, "revenue", [Grant.Administrator]), grant.Id);
    }

    private Task<int> Left() => app.Read(async services =>
    {
        var db = services.GetRequiredService<AccountsDb>();
        return await db.Grants.CountAsync(row => row.State == GrantState.Active && db.Staff.Any(staff => staff.Id == row.StaffId && staff.State == StaffState.Active));
    });

    private Task<HttpResponseMessage> End(Actor by, Guid grant) => Send(by, new(HttpMethod.Delete, $"/api/v1/admin/grants/{grant}"));

    private Task<HttpResponseMessage> Disable(Actor by, Guid staff) =>
        Send(by, new(HttpMethod.Put, $"/api/v1/admin/staff/{staff}/state") { Content = JsonContent.Create(new { active = false }) });

    private Task<HttpResponseMessage> Send(Actor by, HttpRequestMessage request)
    {
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N"));
        request.Headers.Add("If-Match", "*");
        return app.Client(by).SendAsync(request);
    }
}
