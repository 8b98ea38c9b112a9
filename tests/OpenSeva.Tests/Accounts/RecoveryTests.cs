using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Accounts;

/// <summary>Who lost both addresses gets the account back in person, and nobody else gets it.</summary>
public sealed class RecoveryTests(AccountsApp app) : IClassFixture<AccountsApp>
{
    private readonly HttpClient administrator = app.Client(new Actor(ActorKind.Staff, Guid.CreateVersion7(), null, "it-mission", [Grant.Administrator]));

    [Fact]
    public async Task A_citizen_who_lost_both_addresses_gets_the_account_back_in_person()
    {
        var lost = await app.Citizen("lost@example.in", "9400000301");
        var id = (await Browser.Json(await lost.Get("/api/v1/account"))).GetProperty("id").GetGuid();
        var ticket = await Begin("lost@example.in", "Asha Menon", "found@example.in", "9400000302");
        var (emailCode, mobileCode) = (await app.Code("found@example.in"), await app.Code("9400000302"));

        Assert.Equal(HttpStatusCode.BadRequest, (await Post("/confirmations", new { ticket, emailCode, mobileCode = "000000" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Post("/confirmations", new { ticket, emailCode, mobileCode })).StatusCode);

        app.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(HttpStatusCode.Unauthorized, (await lost.Get("/api/v1/account")).StatusCode);
        Assert.Equal("accounts-changed", (await app.Letters("lost@example.in"))[^1].Template);
        var back = app.Browser();
        var signIn = await back.Ticket("sessions", new { name = "found@example.in" });
        Assert.Equal(HttpStatusCode.Created, (await back.Post("sessions/confirmations", new { ticket = signIn, code = await app.Code("found@example.in") })).StatusCode);
        Assert.Equal(id, (await Browser.Json(await back.Get("/api/v1/account"))).GetProperty("id").GetGuid());
        var noted = await app.Read(services => services.GetRequiredService<AccountsDb>().Recoveries.SingleAsync(row => row.CitizenId == id));
        Assert.Equal("ration card and identity card seen", noted.Seen);
        await app.Settle();
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task The_name_must_be_the_accounts_and_the_new_address_nobody_elses()
    {
        await app.Citizen("owner@example.in", "9400000311");
        await app.Citizen("neighbour@example.in", "9400000312");

        Assert.Equal(HttpStatusCode.Conflict, (await Post("", Body("owner@example.in", "Somebody Else", "new@example.in", "9400000313"))).StatusCode);

        var ticket = await Begin("owner@example.in", "asha menon", "neighbour@example.in", "9400000313");
        Assert.Equal("accounts-known", (await app.Letters("neighbour@example.in"))[^1].Template);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post("/confirmations", new { ticket, emailCode = "123456", mobileCode = await app.Code("9400000313") })).StatusCode);
    }

    [Fact]
    public async Task Only_an_administrator_begins_and_only_the_same_one_finishes()
    {
        await app.Citizen("mine@example.in", "9400000321");
        var body = Body("9400000321", "Asha Menon", "mine-new@example.in", "9400000322");
        var officer = app.Client(new Actor(ActorKind.Staff, Guid.CreateVersion7(), Guid.CreateVersion7(), "revenue", []));
        Assert.Equal(HttpStatusCode.Forbidden, (await Post("", body, officer)).StatusCode);

        var ticket = await Begin("9400000321", "Asha Menon", "mine-new@example.in", "9400000322");
        var (emailCode, mobileCode) = (await app.Code("mine-new@example.in"), await app.Code("9400000322"));
        var other = app.Client(new Actor(ActorKind.Staff, Guid.CreateVersion7(), null, "it-mission", [Grant.Administrator]));
        Assert.Equal(HttpStatusCode.Conflict, (await Post("/confirmations", new { ticket, emailCode, mobileCode }, other)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Post("/confirmations", new { ticket, emailCode, mobileCode })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Post("/confirmations", new { ticket, emailCode, mobileCode })).StatusCode);
    }

    [Fact]
    public async Task A_recovery_without_a_word_about_the_person_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Post("", new { known = "a@example.in", name = "Asha Menon", email = "b@example.in", mobile = "9400000331", seen = "ok" })).StatusCode);

    private static object Body(string known, string name, string email, string mobile) => new { known, name, email, mobile, seen = "ration card and identity card seen" };

    private async Task<string> Begin(string known, string name, string email, string mobile)
    {
        var answer = await Post("", Body(known, name, email, mobile));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await Browser.Json(answer)).GetProperty("ticket").GetString()!;
    }

    private Task<HttpResponseMessage> Post(string path, object body, HttpClient? by = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/admin/recoveries{path}") { Content = System.Net.Http.Json.JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N"));
        return (by ?? administrator).SendAsync(request);
    }
}
