using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using OpenSeva.Accounts;
using OpenSeva.Accounts.Grants;
using OpenSeva.Accounts.Staff;
using OpenSeva.Accounts.Tokens;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Accounts;

/// <summary>Powers need two administrators; tokens read and never decide.</summary>
public sealed class PowerTests(AccountsApp app) : IClassFixture<AccountsApp>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 4, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Nobody_decides_what_they_asked_for_or_for_themselves()
    {
        var (maker, checker, staff) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var grant = StaffGrant.Ask(staff, Grant.Administrator, maker, Now);

        Assert.Equal("accounts.grant-same-person", Assert.Throws<Refusal>(() => grant.Decide(true, maker, Now)).Code);
        Assert.Equal("accounts.grant-same-person", Assert.Throws<Refusal>(() => grant.Decide(true, staff, Now)).Code);
        grant.Decide(true, checker, Now);
        Assert.Equal(GrantState.Active, grant.State);
        Assert.Equal("accounts.grant-decided", Assert.Throws<Refusal>(() => grant.Decide(false, checker, Now)).Code);
    }

    [Fact]
    public async Task A_power_works_after_a_second_administrator_approved_it()
    {
        var (maker, checker, clerk) = (await Administrator("maker"), await Administrator("checker"), await Add("clerk"));
        var asked = await Post(maker, "/api/v1/admin/grants", new { staffId = clerk, power = Grant.Auditor });
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        var id = (await Browser.Json(asked)).GetProperty("id").GetGuid();

        Assert.Equal(HttpStatusCode.Conflict, (await Post(maker, $"/api/v1/admin/grants/{id}/decision", new { approve = true })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Post(checker, $"/api/v1/admin/grants/{id}/decision", new { approve = true })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Post(checker, "/api/v1/admin/grants", new { staffId = clerk, power = Grant.Auditor })).StatusCode);
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_token_is_shown_once_and_reads_only_what_its_scopes_name()
    {
        var maker = await Administrator("tokens");
        var made = await Post(maker, "/api/v1/account/tokens", new { name = "Service Commission", scopes = new[] { Scope.Directory }, days = 30 });
        var token = (await Browser.Json(made)).GetProperty("token").GetString()!;
        var id = (await Browser.Json(made)).GetProperty("id").GetGuid();

        Assert.DoesNotContain(token, await (await app.Client(maker).GetAsync(new Uri("/api/v1/account/tokens", UriKind.Relative))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Bearer(token, HttpMethod.Get, "/api/v1/directory/nothing-here")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Bearer(token, HttpMethod.Get, "/api/v1/account/tokens")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Bearer(token, HttpMethod.Delete, $"/api/v1/account/tokens/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Bearer("made-up", HttpMethod.Get, "/api/v1/account/tokens")).StatusCode);

        var revoke = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/account/tokens/{id}");
        revoke.Headers.Add("Idempotency-Key", "revoke-it");
        Assert.Equal(HttpStatusCode.NoContent, (await app.Client(maker).SendAsync(revoke)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Bearer(token, HttpMethod.Get, "/api/v1/account/tokens")).StatusCode);
    }

    [Fact]
    public async Task A_token_does_no_more_than_read()
    {
        var staff = await Add("reading-head");
        await app.Save<AccountsDb>(StaffGrant.Install(staff, Grant.DepartmentHead, app.Clock.GetUtcNow()));
        var token = await Token(new Actor(ActorKind.Staff, staff, null, "revenue", [Grant.DepartmentHead]), Scope.Cases);
        Assert.Equal(HttpStatusCode.OK, (await Bearer(token, HttpMethod.Get, "/api/v1/cases")).StatusCode);

        Assert.Equal(HttpStatusCode.Forbidden, (await Bearer(token, HttpMethod.Post, $"/api/v1/cases/{Guid.CreateVersion7()}/messages", new { text = "Hello" })).StatusCode);
    }

    [Fact]
    public async Task A_token_is_revoked_by_its_maker_or_an_administrator_and_by_nobody_else()
    {
        var made = await Post(await Administrator("owner"), "/api/v1/account/tokens", new { name = "Service Commission", scopes = new[] { Scope.Directory }, days = 30 });
        var (id, token) = ((await Browser.Json(made)).GetProperty("id").GetGuid(), (await Browser.Json(made)).GetProperty("token").GetString()!);
        var head = new Actor(ActorKind.Staff, await Add("other-head"), null, "revenue", [Grant.DepartmentHead]);

        Assert.Equal(HttpStatusCode.NotFound, await Revoke(head));
        Assert.Equal(HttpStatusCode.Forbidden, (await Bearer(token, HttpMethod.Get, "/api/v1/account/tokens")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, await Revoke(await Administrator("another")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Bearer(token, HttpMethod.Get, "/api/v1/account/tokens")).StatusCode);

        async Task<HttpStatusCode> Revoke(Actor who)
        {
            var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/account/tokens/{id}");
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N"));
            return (await app.Client(who).SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public void A_token_ends_and_takes_known_scopes_only()
    {
        var (token, _) = AccessToken.Make("PSC", "revenue", Guid.CreateVersion7(), [Scope.Cases], 1, Now);

        Assert.True(token.IsGood(Now.AddHours(23)));
        Assert.False(token.IsGood(Now.AddDays(1)));
        Assert.Equal("accounts.scope-unknown", Assert.Throws<Refusal>(() => AccessToken.Make("PSC", "revenue", Guid.CreateVersion7(), [Grant.Administrator], 1, Now)).Code);
        Assert.Equal("accounts.token-too-long", Assert.Throws<Refusal>(() => AccessToken.Make("PSC", "revenue", Guid.CreateVersion7(), [Scope.Cases], 366, Now)).Code);
    }

    [Fact]
    public async Task An_officer_without_powers_makes_no_token()
    {
        var officer = new Actor(ActorKind.Staff, await Add("officer"), Guid.CreateVersion7(), "revenue", []);

        Assert.Equal(HttpStatusCode.Forbidden, (await Post(officer, "/api/v1/account/tokens", new { name = "Mine", scopes = new[] { Scope.Cases }, days = 1 })).StatusCode);
    }

    [Theory]
    [InlineData(Scope.Cases)]
    [InlineData(Scope.Insight)]
    public async Task An_administrator_makes_no_token_that_reads_applications_or_figures(string scope)
    {
        var refused = await Post(await Administrator("reader"), "/api/v1/account/tokens", new { name = "Mine", scopes = new[] { Scope.Directory, scope }, days = 1 });

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("urn:openseva:refusal:accounts.scope-of-head", (await Browser.Json(refused)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_heads_tokens_end_with_the_power()
    {
        var staff = await Add("head");
        var (head, administrator) = (StaffGrant.Install(staff, Grant.DepartmentHead, app.Clock.GetUtcNow()), StaffGrant.Install(staff, Grant.Administrator, app.Clock.GetUtcNow()));
        await app.Save<AccountsDb>(head, administrator);
        var maker = new Actor(ActorKind.Staff, staff, null, "revenue", [Grant.DepartmentHead, Grant.Administrator]);
        var (reads, looks) = (await Token(maker, Scope.Cases), await Token(maker, Scope.Directory));
        Assert.Equal(HttpStatusCode.OK, (await Bearer(reads, HttpMethod.Get, "/api/v1/cases")).StatusCode);

        var end = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/admin/grants/{head.Id}");
        end.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N"));
        Assert.Equal(HttpStatusCode.NoContent, (await app.Client(await Administrator("ender")).SendAsync(end)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await Bearer(reads, HttpMethod.Get, "/api/v1/cases")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Bearer(looks, HttpMethod.Get, "/api/v1/directory/units")).StatusCode);
    }

    private async Task<string> Token(Actor maker, string scope) => (await Browser.Json(
        await Post(maker, "/api/v1/account/tokens", new { name = "System", scopes = new[] { scope }, days = 30 }))).GetProperty("token").GetString()!;

    [Fact]
    public async Task An_invitation_goes_to_the_members_own_mailbox_and_nowhere_else()
    {
        var administrator = await Administrator("inviter");
        var body = new { name = "New Clerk", email = "new.clerk@staff.example", department = "revenue", seen = "identity card and order 12/2026 seen" };
        var answer = await Post(administrator, "/api/v1/admin/staff", body);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var letter = Assert.Single(await app.Letters("new.clerk@staff.example"));
        Assert.True(letter.Secret);
        var secret = new Uri(letter.Values[1]).Segments[^1];
        Assert.DoesNotContain(secret, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.Browser().Post("enrolments/challenges", new { invitation = secret })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Post(administrator, "/api/v1/admin/staff", body)).StatusCode);
    }

    private async Task<Guid> Add(string name)
    {
        var staff = StaffMember.Add(name, $"{name}.{Guid.CreateVersion7():N}@staff.example", "revenue", "en", app.Clock.GetUtcNow());
        await app.Save<AccountsDb>(staff);
        return staff.Id;
    }

    private async Task<Actor> Administrator(string name) => new(ActorKind.Staff, await Add(name), null, "revenue", [Grant.Administrator]);

    private Task<HttpResponseMessage> Post(Actor actor, string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N"));
        return app.Client(actor).SendAsync(request);
    }

    private Task<HttpResponseMessage> Bearer(string token, HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N"));
        return app.Client().SendAsync(request);
    }
}
