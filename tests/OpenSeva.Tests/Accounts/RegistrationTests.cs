using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts;

namespace OpenSeva.Tests.Accounts;

/// <summary>Registering and signing in with one-time codes.</summary>
public sealed class RegistrationTests(AccountsApp app) : IClassFixture<AccountsApp>
{
    [Fact]
    public async Task A_citizen_registers_once_and_comes_back_by_code()
    {
        var browser = await app.Citizen("once@example.in", "9847000001");
        var mine = await Browser.Json(await browser.Get("/api/v1/account"));
        Assert.Equal("once@example.in", mine.GetProperty("email").GetString());

        var other = app.Browser();
        var ticket = await other.Ticket("sessions", new { name = "ONCE@example.in" });
        var answer = await other.Post("sessions/confirmations", new { ticket, code = await app.Code("once@example.in") });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.Get("/api/v1/account")).StatusCode);
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task The_answer_does_not_tell_whether_an_address_is_known()
    {
        await app.Citizen("known@example.in", "9847000002");

        var stranger = app.Browser();
        var (known, unknown) = (await stranger.Post("registrations", Person("known@example.in")), await stranger.Post("registrations", Person("unknown@example.in")));
        await Same(known, unknown);
        await Same(await stranger.Post("sessions", new { name = "known@example.in" }), await stranger.Post("sessions", new { name = "nobody@example.in" }));

        // Two requests' letters may come in either order.
        Assert.Equal(["accounts-known", "accounts-sign-in"], (await app.Letters("known@example.in")).TakeLast(2).Select(letter => letter.Template).Order());
        Assert.Equal("accounts-register", (await app.Letters("unknown@example.in"))[^1].Template);
        Assert.Empty(await app.Letters("nobody@example.in"));
        var (first, second) = (await Wrong(known), await Wrong(unknown));
        Assert.Equal(first.StatusCode, second.StatusCode);
        Assert.Equal(Errors(await Browser.Json(first)), Errors(await Browser.Json(second)));

        async Task<HttpResponseMessage> Wrong(HttpResponseMessage begun) => await stranger.Post(
            "registrations/confirmations", new { ticket = (await Browser.Json(begun)).GetProperty("ticket").GetString(), emailCode = "x", mobileCode = "x" });

        static string Errors(System.Text.Json.JsonElement problem) => problem.GetProperty("errors").GetRawText();
    }

    [Fact]
    public async Task A_known_address_cannot_be_registered_again_even_with_the_right_mobile_code()
    {
        await app.Citizen("taken@example.in", "9847000003");
        var browser = app.Browser();
        var ticket = await browser.Ticket("registrations", Person("taken@example.in", "9847000004"));

        var answer = await browser.Post("registrations/confirmations", new { ticket, emailCode = "123456", mobileCode = await app.Code("9847000004") });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(browser.Session);
    }

    [Fact]
    public async Task Of_fifty_who_bring_the_right_code_at_once_one_comes_in()
    {
        await app.Citizen("fifty@example.in", "9847000005");
        var ticket = await app.Browser().Ticket("sessions", new { name = "fifty@example.in" });
        var code = await app.Code("fifty@example.in");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.Browser().Post("sessions/confirmations", new { ticket, code })));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode is HttpStatusCode.Created));
        Assert.All(answers.Where(answer => answer.StatusCode is not HttpStatusCode.Created), answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
    }

    [Fact]
    public async Task After_five_wrong_tries_the_right_code_is_wrong_too()
    {
        await app.Citizen("five@example.in", "9847000006");
        var browser = app.Browser();
        var ticket = await browser.Ticket("sessions", new { name = "five@example.in" });
        var code = await app.Code("five@example.in");
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("sessions/confirmations", new { ticket, code = code == "000000" ? "000001" : "000000" })).StatusCode);

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("sessions/confirmations", new { ticket, code })).StatusCode);
    }

    [Fact]
    public async Task A_code_is_good_for_its_own_step_only()
    {
        await app.Citizen("step@example.in", "9847000007");
        var browser = app.Browser();
        await browser.Ticket("sessions", new { name = "step@example.in" });
        var code = await app.Code("step@example.in");
        var other = await browser.Ticket("sessions", new { name = "step@example.in" });
        await app.Settle();

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("sessions/confirmations", new { ticket = other, code })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.Post("registrations/confirmations", new { ticket = other, emailCode = code, mobileCode = code })).StatusCode);
    }

    [Fact]
    public async Task A_mobile_that_two_accounts_share_signs_nobody_in()
    {
        await app.Citizen("mother@example.in", "9847000008");
        Assert.Single(await Codes());
        await app.Citizen("daughter@example.in", "9847000008");

        Assert.Empty((await Codes()).Skip(1));

        async Task<IEnumerable<object>> Codes()
        {
            await app.Browser().Ticket("sessions", new { name = "98470 00008" });
            return (await app.Letters("9847000008")).Where(letter => letter.Template is "accounts-sign-in");
        }
    }

    [Fact]
    public async Task Both_addresses_are_proven_before_one_is_changed()
    {
        var browser = await app.Citizen("old@example.in", "9847000009");
        var ticket = await browser.Ticket("contact-changes", new { email = "new@example.in" });
        var (oldCode, newCode) = (await app.Code("old@example.in"), await app.Code("new@example.in"));

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("contact-changes/confirmations", new { ticket, oldCode = "x", newCode })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await (await app.Citizen("thief@example.in", "9847000010")).Post("contact-changes/confirmations", new { ticket, oldCode, newCode })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Post("contact-changes/confirmations", new { ticket, oldCode, newCode })).StatusCode);

        Assert.Equal("new@example.in", (await Browser.Json(await browser.Get("/api/v1/account"))).GetProperty("email").GetString());
        Assert.Equal("accounts-changed", (await app.Letters("old@example.in"))[^1].Template);
    }

    [Fact]
    public async Task Wrong_fields_are_named_and_nothing_is_sent()
    {
        var answer = await app.Browser().Post("registrations", new { name = "Asha 4", email = "nowhere", mobile = "12" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await Browser.Json(answer)).GetProperty("errors");
        Assert.Equal(["name", "email", "mobile"], errors.EnumerateObject().Select(error => error.Name));
        Assert.False(await app.Read(services => services.GetRequiredService<AccountsDb>().Proofs.AnyAsync(proof => proof.Email == "nowhere")));
    }

    private static object Person(string email, string mobile = "9847099999") => new { name = "Asha Menon", email, mobile };

    private static async Task Same(HttpResponseMessage one, HttpResponseMessage other)
    {
        Assert.Equal(one.StatusCode, other.StatusCode);
        var (first, second) = (await Browser.Json(one), await Browser.Json(other));
        Assert.Equal(first.EnumerateObject().Select(member => member.Name), second.EnumerateObject().Select(member => member.Name));
        Assert.Equal(first.GetProperty("ticket").GetString()!.Length, second.GetProperty("ticket").GetString()!.Length);
        Assert.Equal(one.Headers.Select(header => header.Key), other.Headers.Select(header => header.Key));
    }
}
