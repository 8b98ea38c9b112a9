using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts;
using OpenSeva.Accounts.Staff;

namespace OpenSeva.Tests.Accounts;

/// <summary>Staff come in with a passkey, made against an invitation.</summary>
public sealed class PasskeyTests(AccountsApp app) : IClassFixture<AccountsApp>
{
    [Fact]
    public async Task An_invited_administrator_makes_a_passkey_and_comes_back_with_it()
    {
        using var device = new Authenticator();
        var first = await Enrol("chief@staff.example", device);
        Assert.Equal(HttpStatusCode.OK, (await first.Get("/api/v1/admin/staff")).StatusCode);

        var (answer, browser) = await SignIn(device);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("/admin/directory", (await Browser.Json(answer)).GetProperty("next").GetString());
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/api/v1/admin/staff")).StatusCode);
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task An_earlier_passkey_is_spoken_of_where_there_is_one()
    {
        const string warning = "An earlier passkey of yours stops working";
        using var device = new Authenticator();
        var first = await Invitation("again@staff.example");
        Assert.DoesNotContain(warning, await app.Client().GetStringAsync(new Uri($"/office/enrol/{first}", UriKind.Relative)), StringComparison.Ordinal);
        await Make(app.Browser(), first, device);

        var second = await Invitation("again@staff.example");
        Assert.Contains(warning, await app.Client().GetStringAsync(new Uri($"/office/enrol/{second}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_without_a_post_begins_with_the_applications()
    {
        using var device = new Authenticator();
        await Enrol("audits@staff.example", device);
        await app.Run(async services =>
        {
            var db = services.GetRequiredService<AccountsDb>();
            var staff = await db.Staff.SingleAsync(one => one.Email == "audits@staff.example");
            foreach (var power in await db.Grants.Where(row => row.StaffId == staff.Id).ToListAsync()) db.Remove(power);
            db.Grants.Add(OpenSeva.Accounts.Grants.StaffGrant.Install(staff.Id, OpenSeva.Kernel.Grant.Auditor, app.Clock.GetUtcNow()));
            return true;
        });

        var (answer, browser) = await SignIn(device);

        Assert.Equal("/office/cases", (await Browser.Json(answer)).GetProperty("next").GetString());
        Assert.Equal("/office/cases", (await browser.Get("/office")).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/office/cases")).StatusCode);
    }

    [Fact]
    public async Task An_administrator_without_a_post_begins_with_the_administration()
    {
        using var device = new Authenticator();
        var browser = await Enrol("begins@staff.example", device);

        var home = await browser.Get("/office");

        Assert.Equal(HttpStatusCode.Redirect, home.StatusCode);
        Assert.Equal("/admin/directory", home.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/admin/directory")).StatusCode);
    }

    [Fact]
    public async Task An_invitation_opens_once_and_for_three_days()
    {
        using var device = new Authenticator();
        var secret = await Invitation("once@staff.example");
        Assert.Equal(HttpStatusCode.Created, (await Make(app.Browser(), secret, device)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await app.Browser().Post("enrolments/challenges", new { invitation = secret })).StatusCode);

        var late = await Invitation("late@staff.example");
        var replaced = await Invitation("late@staff.example");
        Assert.Equal(HttpStatusCode.Conflict, (await app.Browser().Post("enrolments/challenges", new { invitation = late })).StatusCode);
        app.Clock.Advance(OpenSeva.Accounts.Staff.Invitation.Life);
        Assert.Equal(HttpStatusCode.Conflict, (await app.Browser().Post("enrolments/challenges", new { invitation = replaced })).StatusCode);
    }

    [Fact]
    public async Task The_same_answer_never_opens_a_second_time()
    {
        using var device = new Authenticator();
        await Enrol("replay@staff.example", device);
        var browser = app.Browser();
        var challenge = await Browser.Json(await browser.Post("passkey-challenges", new { }));
        var body = new { challenge = challenge.GetProperty("challenge").GetString(), credential = device.Get(challenge.GetProperty("options")) };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.Browser().Post("passkey-sessions", body)));
        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Created);
        var replayed = await app.Browser().Post("passkey-sessions", body);

        Assert.Equal(HttpStatusCode.Conflict, replayed.StatusCode);
        Assert.Equal("urn:openseva:refusal:accounts.passkey-refused", (await Browser.Json(replayed)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_key_that_did_not_make_sure_of_its_owner_is_refused()
    {
        using var device = new Authenticator();
        var secret = await Invitation("uv@staff.example");
        Assert.Equal(HttpStatusCode.Conflict, (await Make(app.Browser(), secret, device, Authenticator.Present)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await Make(app.Browser(), secret, device)).StatusCode);

        Assert.Equal(HttpStatusCode.Conflict, (await SignIn(device, Authenticator.Present)).Answer.StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await SignIn(device)).Answer.StatusCode);
    }

    [Fact]
    public async Task An_answer_given_to_another_site_is_refused()
    {
        using var device = new Authenticator();
        await Enrol("phished@staff.example", device);

        Assert.Equal(HttpStatusCode.Conflict, (await SignIn(device, origin: "http://localhost.evil.example")).Answer.StatusCode);
    }

    [Fact]
    public async Task A_challenge_left_for_five_minutes_is_too_old()
    {
        using var device = new Authenticator();
        await Enrol("slow@staff.example", device);
        var challenge = await Browser.Json(await app.Browser().Post("passkey-challenges", new { }));
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        var answer = await app.Browser().Post("passkey-sessions", new { challenge = challenge.GetProperty("challenge").GetString(), credential = device.Get(challenge.GetProperty("options")) });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task A_key_that_counts_backwards_is_shut_and_its_owner_told()
    {
        using var device = new Authenticator { Count = 7 };
        await Enrol("copied@staff.example", device);
        device.Count = 8;
        Assert.Equal(HttpStatusCode.Created, (await SignIn(device)).Answer.StatusCode);

        device.Count = 8;
        Assert.Equal(HttpStatusCode.Conflict, (await SignIn(device)).Answer.StatusCode);
        device.Count = 9;
        Assert.Equal(HttpStatusCode.Conflict, (await SignIn(device)).Answer.StatusCode);

        Assert.Contains(await app.Letters("copied@staff.example"), letter => letter.Template is "accounts-passkey-doubted");
        Assert.NotNull(await app.Read(services => services.GetRequiredService<AccountsDb>().Passkeys.Where(key => key.SignCount == 8).Select(key => key.DoubtedAt).SingleAsync()));
    }

    [Fact]
    public async Task A_new_passkey_ends_the_lost_one_and_every_session()
    {
        using var lost = new Authenticator();
        var browser = await Enrol("lost@staff.example", lost);
        using var found = new Authenticator();
        await Enrol("lost@staff.example", found);
        app.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/api/v1/admin/staff")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await SignIn(lost)).Answer.StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await SignIn(found)).Answer.StatusCode);
    }

    [Fact]
    public async Task A_disabled_staff_member_is_out_within_three_seconds()
    {
        using var device = new Authenticator();
        using var other = new Authenticator();
        var browser = await Enrol("leaves@staff.example", device);
        var administrator = await Enrol("stays@staff.example", other);
        var id = await app.Read(services => services.GetRequiredService<AccountsDb>().Staff.Where(row => row.Email == "leaves@staff.example").Select(row => row.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/api/v1/account/posts")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await administrator.Api(HttpMethod.Put, $"/api/v1/admin/staff/{id}/state", new { active = false })).StatusCode);
        app.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/api/v1/account/posts")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await SignIn(device)).Answer.StatusCode);
    }

    private async Task<string> Invitation(string email) =>
        (await app.Read(services => services.GetRequiredService<Invite>().Administrator("Anita Rao", email, "it-mission", default))).Segments[^1];

    private async Task<Browser> Enrol(string email, Authenticator device)
    {
        var browser = app.Browser();
        Assert.Equal(HttpStatusCode.Created, (await Make(browser, await Invitation(email), device)).StatusCode);
        return browser;
    }

    private static async Task<HttpResponseMessage> Make(Browser browser, string invitation, Authenticator device, byte flags = Authenticator.Present | Authenticator.Verified)
    {
        var challenge = await Browser.Json(await browser.Post("enrolments/challenges", new { invitation }));
        return await browser.Post("enrolments", new { invitation, challenge = challenge.GetProperty("challenge").GetString(), credential = device.Create(challenge.GetProperty("options"), flags) });
    }

    private async Task<(HttpResponseMessage Answer, Browser Browser)> SignIn(
        Authenticator device, byte flags = Authenticator.Present | Authenticator.Verified, string origin = "http://localhost")
    {
        var browser = app.Browser();
        var challenge = await Browser.Json(await browser.Post("passkey-challenges", new { }));
        var credential = device.Get(challenge.GetProperty("options"), flags, origin);
        return (await browser.Post("passkey-sessions", new { challenge = challenge.GetProperty("challenge").GetString(), credential }), browser);
    }
}
