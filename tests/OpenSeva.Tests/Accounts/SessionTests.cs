using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts;
using OpenSeva.Accounts.Sessions;
using OpenSeva.Accounts.Staff;

namespace OpenSeva.Tests.Accounts;

/// <summary>Sessions: begun anew at each sign-in, ended from anywhere, forgotten when idle.</summary>
public sealed class SessionTests(AccountsApp app) : IClassFixture<AccountsApp>
{
    [Fact]
    public async Task A_session_ended_from_another_browser_opens_nothing_any_more()
    {
        var phone = await app.Citizen("ends@example.in", "9847200001");
        var desk = await SignIn("ends@example.in");
        var sessions = await Browser.Json(await desk.Get("/api/v1/account/sessions"));
        var theirs = sessions.GetProperty("items").EnumerateArray().Single(session => !session.GetProperty("isThis").GetBoolean()).GetProperty("id").GetGuid();

        Assert.Equal(HttpStatusCode.NoContent, (await desk.Api(HttpMethod.Delete, $"sessions/{theirs}")).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.Get("/api/v1/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.Get("/api/v1/account")).StatusCode);
    }

    [Fact]
    public async Task Whoever_is_signed_out_over_a_form_reads_so_and_what_they_typed_goes_nowhere()
    {
        var phone = await app.Citizen("over@example.in", "9847200011");
        var desk = await SignIn("over@example.in");
        foreach (var session in (await Browser.Json(await desk.Get("/api/v1/account/sessions"))).GetProperty("items").EnumerateArray().Where(session => !session.GetProperty("isThis").GetBoolean()))
            await desk.Api(HttpMethod.Delete, $"sessions/{session.GetProperty("id").GetGuid()}");

        var sent = await phone.Form("/account", new() { ["Form.Value"] = "typed-by-hand" });
        var opened = await phone.Get("/account");
        var stranger = await app.Browser().Get("/account");

        var door = sent.Headers.Location!.ToString();
        Assert.DoesNotContain("typed", door, StringComparison.Ordinal);
        Assert.EndsWith("/account/sign-in?back=%2Faccount&ended=form", door, StringComparison.Ordinal);
        Assert.EndsWith("/account/sign-in?back=%2Faccount&ended=page", opened.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("/account/sign-in?back=%2Faccount", stranger.Headers.Location!.ToString(), StringComparison.Ordinal);
        var notice = (await phone.Page(door[door.IndexOf("/account", StringComparison.Ordinal)..])).QuerySelector(".notice")!.TextContent;
        Assert.Contains("You were signed out", notice, StringComparison.Ordinal);
        Assert.Contains("was not saved", notice, StringComparison.Ordinal);
        Assert.Contains("You were signed out", (await app.Browser().Page("/office/sign-in?back=%2Foffice&ended=page")).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_address_sends_every_other_browser_away()
    {
        var phone = await app.Citizen("moves@example.in", "9847200010");
        var desk = await SignIn("moves@example.in");
        Assert.Equal(HttpStatusCode.OK, (await phone.Get("/api/v1/account")).StatusCode);
        var ticket = await desk.Ticket("contact-changes", new { email = "moved@example.in" });
        var (oldCode, newCode) = (await app.Code("moves@example.in"), await app.Code("moved@example.in"));

        Assert.Equal(HttpStatusCode.NoContent, (await desk.Post("contact-changes/confirmations", new { ticket, oldCode, newCode })).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.Get("/api/v1/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.Get("/api/v1/account")).StatusCode);
    }

    [Fact]
    public async Task What_another_node_ended_is_believed_for_three_seconds_at_most()
    {
        var browser = await app.Citizen("node@example.in", "9847200002");
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/api/v1/account")).StatusCode);
        var now = app.Clock.GetUtcNow();
        await app.Run(async services =>
        {
            var db = services.GetRequiredService<AccountsDb>();
            var citizen = await db.Citizens.SingleAsync(row => row.Email == "node@example.in");
            foreach (var session in await db.Sessions.Where(row => row.AccountId == citizen.Id).ToListAsync()) session.End(now);
            return true;
        });

        app.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/api/v1/account")).StatusCode);
    }

    [Fact]
    public async Task A_disabled_member_s_session_opens_nothing_even_where_nobody_ended_it()
    {
        var now = app.Clock.GetUtcNow();
        var member = StaffMember.Add("Clerk", $"clerk.{Guid.CreateVersion7():N}@staff.example", "revenue", "en", now);
        var (session, secret) = Session.ForStaff(member.Id, null, "test", now);
        await app.Run(services =>
        {
            var db = services.GetRequiredService<AccountsDb>();
            db.Staff.Add(member);
            SessionCookie.Keep(db, session);
            return Task.FromResult(true);
        });
        var browser = app.Browser();
        browser.Session = secret;
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/api/v1/account/sessions")).StatusCode);

        await app.Run(async services =>
        {
            (await services.GetRequiredService<AccountsDb>().Staff.SingleAsync(row => row.Id == member.Id)).Disable(now);
            return true;
        });
        app.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/api/v1/account/sessions")).StatusCode);
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_somebody_else()
    {
        var mine = await app.Citizen("mine@example.in", "9847200003");
        var theirs = await app.Citizen("theirs@example.in", "9847200004");
        var id = (await Browser.Json(await theirs.Get("/api/v1/account/sessions"))).GetProperty("items")[0].GetProperty("id").GetGuid();

        Assert.Equal(HttpStatusCode.NotFound, (await mine.Api(HttpMethod.Delete, $"sessions/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await theirs.Get("/api/v1/account")).StatusCode);
    }

    [Fact]
    public async Task Signing_in_begins_a_new_session_and_ends_the_old_one()
    {
        var browser = await app.Citizen("anew@example.in", "9847200005");
        var old = browser.Session!;
        await SignIn("anew@example.in", browser);

        Assert.NotEqual(old, browser.Session);
        var thief = app.Browser();
        thief.Session = old;
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.Get("/api/v1/account")).StatusCode);
    }

    [Fact]
    public async Task A_session_used_now_and_then_lives_a_day_and_an_idle_one_an_hour()
    {
        var used = await app.Citizen("used@example.in", "9847200006");
        var idle = await app.Citizen("idle@example.in", "9847200007");
        for (var hour = 0.0; hour < 23.25; hour += 0.75)
        {
            Assert.Equal(HttpStatusCode.OK, (await used.Get("/api/v1/account")).StatusCode);
            app.Clock.Advance(TimeSpan.FromHours(0.75));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await idle.Get("/api/v1/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await used.Get("/api/v1/account")).StatusCode);
        app.Clock.Advance(TimeSpan.FromHours(0.75));
        Assert.Equal(HttpStatusCode.Unauthorized, (await used.Get("/api/v1/account")).StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_clears_the_browser()
    {
        var browser = await app.Citizen("out@example.in", "9847200008");
        var secret = browser.Session!;
        var page = await browser.Page("/account");
        var token = page.QuerySelector("form[action='/sign-out'] input[name=__form]")!.GetAttribute("value")!;

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Form("/sign-out", [])).StatusCode);
        var answer = await browser.Form("/sign-out", new() { ["__form"] = token });

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains("Clear-Site-Data", answer.Headers.Select(header => header.Key));
        Assert.Null(browser.Session);
        browser.Session = secret;
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/api/v1/account")).StatusCode);
    }

    [Fact]
    public async Task Secrets_are_kept_as_hashes_only()
    {
        var browser = await app.Citizen("hash@example.in", "9847200009");
        var secret = System.Text.Encoding.UTF8.GetBytes(browser.Session!);

        Assert.Equal(43, browser.Session!.Length);
        Assert.False(await app.Read(services => services.GetRequiredService<AccountsDb>().Sessions.AnyAsync(row => row.SecretHash == secret)));
    }

    private async Task<Browser> SignIn(string email, Browser? browser = null)
    {
        browser ??= app.Browser();
        var ticket = await browser.Ticket("sessions", new { name = email });
        Assert.Equal(HttpStatusCode.Created, (await browser.Post("sessions/confirmations", new { ticket, code = await app.Code(email) })).StatusCode);
        return browser;
    }
}
