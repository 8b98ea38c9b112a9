using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Desk;
using OpenSeva.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Cases;

/// <summary>A post acts by the role it carries now; a person never decides what they recommended.</summary>
public sealed class RoleTests(CaseApp app) : IClassFixture<CaseApp>
{
    private const string Secretary = "panchayat-secretary";
    private static readonly object Visit = new { fields = new Dictionary<string, object> { ["visit-date"] = "2026-11-16", ["visit-report"] = "Visited the house and saw her." } };
    private static readonly object Resolution = new { fields = new Dictionary<string, object> { ["resolution-number"] = "12/2026", ["resolution-date"] = "2026-11-16" } };
    private static readonly Actor Administrator = new(ActorKind.Staff, Guid.CreateVersion7(), null, "revenue", [Grant.Administrator]);

    [Fact]
    public async Task Who_recommended_does_not_approve_from_a_second_post()
    {
        var id = await CaseApp.Pension(app.As(CaseApp.Citizen()), panchayat: "L221012");
        var person = Guid.CreateVersion7();
        var secretary = app.As(await app.Officer(Secretary, "L221012", person));
        await secretary.Post($"/api/v1/cases/{id}/actions/forward", Visit);
        await secretary.Post($"/api/v1/cases/{id}/actions/recommend", Resolution);

        var second = await app.Officer("social-justice-officer", "L221012", person);
        var refused = await app.As(second).TryPost($"/api/v1/cases/{id}/actions/approve", new { });

        Assert.Equal((HttpStatusCode.Conflict, "case.same-person"), (refused.StatusCode, await Code(refused)));
        Assert.Equal("case.same-person", Blocked(await app.As(second).Get($"/api/v1/cases/{id}"), "approve"));
        await app.As(second with { Id = Guid.CreateVersion7() }).Post($"/api/v1/cases/{id}/actions/approve", new { });
    }

    [Fact]
    public async Task A_post_that_lost_its_role_decides_nothing_more_and_a_colleague_with_the_role_takes_over()
    {
        var id = await CaseApp.Pension(app.As(CaseApp.Citizen()));
        var holder = await app.Officer(Secretary, CaseApp.Panchayat);
        var post = (await Today()).Posts[holder.PostId!.Value];
        var item = (await app.Read(services => services.GetRequiredService<IDesk>().Of(id, default))).Single(one => one.ClosedAt is null).Id;
        await Carries(post, Secretary, "record-keeper");
        var clerk = await Colleague(post, "KEEPER", "record-keeper");

        var claimed = await app.As(clerk).TryPost($"/api/v1/desk/items/{item}/claims", new { });
        Assert.Equal((HttpStatusCode.Conflict, "desk.not-your-role"), (claimed.StatusCode, await Code(claimed)));
        Assert.False(MayClaim(await app.As(clerk).Get("/api/v1/desk/inbox?scope=office"), item));

        await Carries(post, "record-keeper");
        var refused = await app.As(holder).TryPost($"/api/v1/cases/{id}/actions/forward", Visit);
        Assert.Equal((HttpStatusCode.Conflict, "case.not-your-role"), (refused.StatusCode, await Code(refused)));
        Assert.Equal("case.not-your-role", Blocked(await app.As(holder).Get($"/api/v1/cases/{id}"), "forward"));

        var second = await Colleague(post, "SECOND", Secretary);
        Assert.True(MayClaim(await app.As(second).Get("/api/v1/desk/inbox?scope=office"), item));
        await app.As(second).Post($"/api/v1/desk/items/{item}/claims", new { });
        await app.As(second).Post($"/api/v1/cases/{id}/actions/forward", Visit);
    }

    [Fact]
    public async Task A_clearance_is_answered_by_a_post_that_carries_its_role()
    {
        var payer = Guid.CreateVersion7();
        var id = await CaseApp.LicenceDraft(app.As(CaseApp.Citizen(payer)));
        await app.As(CaseApp.Citizen(payer)).Post($"/api/v1/drafts/{id}/submission", new { });
        await app.Pay(id, payer);
        await app.As(await app.Officer("municipal-licensing-officer", CaseApp.Ward)).Post($"/api/v1/cases/{id}/actions/ask-clearances", new { });
        var inspector = await app.Officer("health-inspector", CaseApp.Ward);
        var asked = (await app.As(inspector).Get($"/api/v1/cases/{id}"))["clearances"]!.AsArray().Single(one => one!["code"]!.GetValue<string>() == "health")!;
        await Carries((await Today()).Posts[inspector.PostId!.Value], "record-keeper");

        var refused = await app.As(inspector).TryPost($"/api/v1/cases/{id}/clearances/{asked["id"]!.GetValue<Guid>()}/answer", new { clear = true });

        Assert.True(asked["mine"]!.GetValue<bool>());
        Assert.Equal((HttpStatusCode.Conflict, "case.not-your-role"), (refused.StatusCode, await Code(refused)));
        asked = (await app.As(inspector).Get($"/api/v1/cases/{id}"))["clearances"]!.AsArray().Single(one => one!["code"]!.GetValue<string>() == "health")!;
        Assert.False(asked["mine"]!.GetValue<bool>());
    }

    private Task<JsonNode> Carries(PostEntry post, params string[] roles) => app.As(Administrator).Put(
        $"/api/v1/directory/posts/{post.Id}", new { code = post.Code, title = new { en = "Secretary" }, office = post.Office, roles, units = post.Units, reason = "G.O. 50" });

    private async Task<Actor> Colleague(PostEntry beside, string code, string role)
    {
        var made = await app.As(Administrator).Post(
            "/api/v1/directory/posts", new { code = $"{beside.Code}-{code}", title = new { en = "Colleague" }, office = beside.Office, roles = new[] { role }, units = beside.Units, reason = "G.O. 51" });
        return new(ActorKind.Staff, Guid.CreateVersion7(), Guid.Parse(made["subject"]!.GetValue<string>()["post/".Length..]), "local-government", []);
    }

    private async Task<DirectoryDay> Today() => await app.Services.GetRequiredService<LiveDirectory>().Today(default);

    private static string? Blocked(JsonNode view, string action) =>
        view["actions"]!.AsArray().Single(one => one!["code"]!.GetValue<string>() == action)!["blocked"]?.GetValue<string>();

    private static bool MayClaim(JsonNode inbox, Guid item) =>
        inbox["items"]!.AsArray().Single(line => line!["id"]!.GetValue<Guid>() == item)!["mayClaim"]!.GetValue<bool>();

    private static async Task<string> Code(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["type"]!.GetValue<string>().Replace("urn:openseva:refusal:", "", StringComparison.Ordinal);
}
