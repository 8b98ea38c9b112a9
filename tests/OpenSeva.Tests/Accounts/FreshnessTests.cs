using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts;
using OpenSeva.Accounts.Sessions;
using OpenSeva.Accounts.Staff;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Accounts;

/// <summary>Sensitive acts ask whether it is still the same person at the browser; sessions long over are forgotten.</summary>
public sealed class FreshnessTests(AccountsApp app) : IClassFixture<AccountsApp>
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(11);

    [Fact]
    public async Task Ten_minutes_after_signing_in_a_sensitive_act_asks_for_the_passkey_again()
    {
        using var device = new Authenticator();
        var browser = await Enrol("fresh@staff.example", device);
        Assert.Equal(HttpStatusCode.Created, (await Invite(browser, "one@staff.example")).StatusCode);

        app.Clock.Advance(Long);
        var refused = await Invite(browser, "two@staff.example");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("urn:openseva:refusal:request.prove-again", (await Browser.Json(refused)).GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/api/v1/admin/staff")).StatusCode);
        var page = await browser.Page("/admin/staff/invite");
        Assert.NotNull(page.QuerySelector("a[href='/office/prove?back=%2Fadmin%2Fstaff%2Finvite']"));

        Assert.Equal(HttpStatusCode.NoContent, (await Prove(browser, device)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await Invite(browser, "two@staff.example")).StatusCode);
        Assert.Null((await browser.Page("/admin/staff/invite")).QuerySelector("a[href^='/office/prove']"));
    }

    [Fact]
    public async Task Anothers_passkey_and_a_used_challenge_prove_nothing()
    {
        using var own = new Authenticator();
        using var another = new Authenticator();
        var browser = await Enrol("own@staff.example", own);
        await Enrol("another@staff.example", another);
        app.Clock.Advance(Long);

        Assert.Equal(HttpStatusCode.Conflict, (await Prove(browser, another)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Invite(browser, "three@staff.example")).StatusCode);

        var challenge = await Browser.Json(await browser.Post("passkey-challenges", new { }));
        var body = new { challenge = challenge.GetProperty("challenge").GetString(), credential = own.Get(challenge.GetProperty("options")) };
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Post("session/proofs", body)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.Post("session/proofs", body)).StatusCode);
    }

    [Fact]
    public async Task A_session_long_over_is_removed_and_the_journal_says_so()
    {
        var browser = await app.Citizen("gone@example.in", "9400000501");
        app.Clock.Advance(ForgetSessions.Kept + TimeSpan.FromDays(2));
        var kept = await app.Citizen("kept@example.in", "9400000502");

        await app.Read(async services =>
        {
            await services.GetRequiredService<ForgetSessions>().Run(default);
            return true;
        });

        var left = await app.Read(services => services.GetRequiredService<AccountsDb>().Sessions.Select(row => row.ExpiresAt).ToListAsync());
        Assert.All(left, expires => Assert.True(expires > app.Clock.Now - ForgetSessions.Kept));
        Assert.Equal(HttpStatusCode.OK, (await kept.Get("/api/v1/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/api/v1/account")).StatusCode);
        await app.Settle();
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    private static Task<HttpResponseMessage> Invite(Browser browser, string email) =>
        browser.Post("/api/v1/admin/staff", new { name = "New Clerk", email, department = "revenue", seen = "appointment order 1/2026 seen" });

    private static async Task<HttpResponseMessage> Prove(Browser browser, Authenticator device)
    {
        var challenge = await Browser.Json(await browser.Post("passkey-challenges", new { }));
        return await browser.Post("session/proofs", new { challenge = challenge.GetProperty("challenge").GetString(), credential = device.Get(challenge.GetProperty("options")) });
    }

    private async Task<Browser> Enrol(string email, Authenticator device)
    {
        var link = await app.Read(services => services.GetRequiredService<Invite>().Administrator("Chief Officer", email, "it-mission", default));
        var (browser, invitation) = (app.Browser(), link.Segments[^1]);
        var challenge = await Browser.Json(await browser.Post("enrolments/challenges", new { invitation }));
        var credential = device.Create(challenge.GetProperty("options"));
        var answer = await browser.Post("enrolments", new { invitation, challenge = challenge.GetProperty("challenge").GetString(), credential });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return browser;
    }
}
