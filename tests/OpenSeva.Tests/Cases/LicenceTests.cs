using System.Net;
using System.Text.Json.Nodes;

namespace OpenSeva.Tests.Cases;

/// <summary>A service with a fee and parallel clearances.</summary>
public sealed class LicenceTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task Paying_sends_the_application()
    {
        var payer = Guid.CreateVersion7();
        var citizen = app.As(CaseApp.Citizen(payer));
        var id = await CaseApp.LicenceDraft(citizen);
        var check = await citizen.Get($"/api/v1/drafts/{id}/check");
        Assert.Equal(1100_00, check["feeTotal"]!.GetValue<long>());

        var sent = await citizen.TryPost($"/api/v1/drafts/{id}/submission", new { });

        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        Assert.NotNull(JsonNode.Parse(await sent.Content.ReadAsStringAsync())!["payPath"]);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.Try(HttpMethod.Get, $"/api/v1/cases/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await citizen.Try(HttpMethod.Put, $"/api/v1/drafts/{id}/pages/trade", System.Net.Http.Json.JsonContent.Create(new { answers = new JsonObject(), @unchecked = true }))).StatusCode);

        await app.Pay(id, payer);

        Assert.Matches(@"^TRL-[0-9A-Z-]+-2627-\d{6}-[0-9A-Z]$", (await citizen.Get($"/api/v1/cases/{id}"))["number"]!.GetValue<string>());
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task Clearances_wait_on_desks_of_their_own_and_the_main_item_stays()
    {
        var payer = Guid.CreateVersion7();
        var citizen = app.As(CaseApp.Citizen(payer));
        var id = await CaseApp.LicenceDraft(citizen);
        await citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        await app.Pay(id, payer);
        var licensing = app.As(await app.Officer("municipal-licensing-officer", CaseApp.Ward));
        var report = new { fields = new Dictionary<string, object> { ["inspection-date"] = "2026-11-16", ["inspection-report"] = "Everything is in order here." } };
        Assert.Equal(HttpStatusCode.Conflict, (await licensing.TryPost($"/api/v1/cases/{id}/actions/recommend", report)).StatusCode);

        await licensing.Post($"/api/v1/cases/{id}/actions/ask-clearances", new { });

        var view = await licensing.Get($"/api/v1/cases/{id}");
        Assert.Equal(["health", "fire"], view["clearances"]!.AsArray().Select(asked => asked!["code"]!.GetValue<string>()));
        Assert.Equal("open", view["state"]!.GetValue<string>());
        await Answer("health-inspector", "health", clear: true);
        Assert.Equal(HttpStatusCode.Conflict, (await licensing.TryPost($"/api/v1/cases/{id}/actions/recommend", report)).StatusCode);
        await Answer("fire-officer", "fire", clear: false);

        var recommended = await licensing.Post($"/api/v1/cases/{id}/actions/recommend", new { report.fields, remarks = "A second exit is being built." });
        Assert.Equal("decision", recommended["stage"]!.GetValue<string>());
        var secretary = app.As(await app.Officer("municipal-secretary", CaseApp.Ward, staff: Guid.CreateVersion7()));
        Assert.Equal(HttpStatusCode.BadRequest, (await secretary.TryPost($"/api/v1/cases/{id}/actions/reject", new { })).StatusCode);
        await secretary.Post($"/api/v1/cases/{id}/actions/reject", new { reasons = new[] { "clearance-refused" }, remarks = "See the fire officer's report." });
        Assert.Equal("rejected", (await citizen.Get($"/api/v1/cases/{id}"))["state"]!.GetValue<string>());

        async Task Answer(string role, string code, bool clear)
        {
            var officer = app.As(await app.Officer(role, CaseApp.Ward));
            var asked = (await officer.Get($"/api/v1/cases/{id}"))["clearances"]!.AsArray().Single(one => one!["code"]!.GetValue<string>() == code)!;
            Assert.True(asked["mine"]!.GetValue<bool>());
            var path = $"/api/v1/cases/{id}/clearances/{asked["id"]!.GetValue<Guid>()}/answer";
            Assert.Equal(HttpStatusCode.Conflict, (await licensing.TryPost(path, new { clear = true })).StatusCode);
            if (!clear) Assert.Equal(HttpStatusCode.Conflict, (await officer.TryPost(path, new { clear = false })).StatusCode);
            await officer.Post(path, new { clear, remarks = clear ? null : "No second exit." });
            Assert.Equal(HttpStatusCode.Conflict, (await officer.TryPost(path, new { clear = true })).StatusCode);
        }
    }
}
