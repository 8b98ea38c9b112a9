using System.Net;
using System.Text.Json.Nodes;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Cases;

/// <summary>Who may see and do what, and what is answered to everybody else.</summary>
public sealed class DoorTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task What_is_not_ones_own_does_not_exist()
    {
        var owner = app.As(CaseApp.Citizen());
        var (draft, sent) = (await CaseApp.PensionDraft(owner), await CaseApp.Pension(owner));
        var other = app.As(CaseApp.Citizen());
        var farAway = app.As(new Actor(ActorKind.Staff, Guid.CreateVersion7(), Guid.CreateVersion7(), "revenue", []));

        Assert.Equal(HttpStatusCode.NotFound, (await other.Try(HttpMethod.Get, $"/api/v1/drafts/{draft}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.TryPost($"/api/v1/drafts/{draft}/submission", new { })).StatusCode);
        foreach (var stranger in new[] { other, farAway })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Try(HttpMethod.Get, $"/api/v1/cases/{sent}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.TryPost($"/api/v1/cases/{sent}/messages", new { text = "hello" })).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await farAway.TryPost($"/api/v1/cases/{sent}/actions/forward", new { })).StatusCode);
        Assert.Empty((await other.Get("/api/v1/cases"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.Forbidden, (await other.TryPost($"/api/v1/cases/{sent}/actions/forward", new { })).StatusCode);
    }

    [Fact]
    public async Task A_head_reads_the_own_department_and_no_other()
    {
        var id = await CaseApp.Pension(app.As(CaseApp.Citizen()));
        var upload = (await app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat)).Get($"/api/v1/cases/{id}"))["documents"]![0]!["path"]!.GetValue<string>();
        var page = $"/office/cases/{id}";

        foreach (var (department, expected) in new[] { ("social-justice", HttpStatusCode.OK), ("revenue", HttpStatusCode.NotFound) })
        {
            var head = app.As(new Actor(ActorKind.Staff, Guid.CreateVersion7(), null, department, [Grant.DepartmentHead]));
            foreach (var path in new[] { $"/api/v1/cases/{id}", page, upload }) Assert.Equal((path, expected), (path, (await head.Try(HttpMethod.Get, path)).StatusCode));
            var listed = (await head.Get("/api/v1/cases?limit=200"))["items"]!.AsArray().Any(line => line!["id"]!.GetValue<Guid>() == id);
            Assert.Equal(expected is HttpStatusCode.OK, listed);
        }
    }

    [Fact]
    public async Task A_desk_that_held_a_case_reads_it_still_but_acts_no_more()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        var secretary = app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat));
        await secretary.Post($"/api/v1/cases/{id}/actions/forward", new { fields = new Dictionary<string, object> { ["visit-date"] = "2026-11-16", ["visit-report"] = "Visited the house and saw her." } });
        await secretary.Post($"/api/v1/cases/{id}/actions/recommend", new { fields = new Dictionary<string, object> { ["resolution-number"] = "12/2026", ["resolution-date"] = "2026-11-16" } });

        Assert.NotNull(await secretary.Get($"/api/v1/cases/{id}"));
        var answer = await secretary.TryPost($"/api/v1/cases/{id}/actions/approve", new { });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("urn:openseva:refusal:case.not-at-your-desk", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_page_begun_on_an_older_state_is_refused_and_changes_nothing()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.PensionDraft(citizen);
        var before = await citizen.Try(HttpMethod.Get, $"/api/v1/drafts/{id}");
        var tag = before.Headers.ETag!.Tag;
        var page = new { answers = new JsonObject { ["pay-by"] = "home" } };
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await citizen.Put($"/api/v1/drafts/{id}/pages/payment", page, tag);

        var stale = await citizen.Try(HttpMethod.Put, $"/api/v1/drafts/{id}/pages/payment", System.Net.Http.Json.JsonContent.Create(new { answers = new JsonObject { ["pay-by"] = "bank" } }), tag);

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal("home", (await citizen.Get($"/api/v1/drafts/{id}"))["answers"]!["pay-by"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"answers":{"applicant-name":"A","applicant-name":"B"}}""")]
    [InlineData("""{"answers":{},"more":1}""")]
    [InlineData("""{"answers":[]}""")]
    [InlineData("""{"answers":""")]
    public async Task What_is_not_a_request_is_a_bad_request(string body)
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = (await citizen.Post("/api/v1/drafts", new { service = "old-age-pension" }))["id"]!.GetValue<Guid>();

        var answer = await citizen.Try(HttpMethod.Put, $"/api/v1/drafts/{id}/pages/applicant", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Every_wrong_answer_is_named_and_nothing_is_sent()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = (await citizen.Post("/api/v1/drafts", new { service = "old-age-pension" }))["id"]!.GetValue<Guid>();
        var page = await citizen.Try(HttpMethod.Put, $"/api/v1/drafts/{id}/pages/applicant", System.Net.Http.Json.JsonContent.Create(new
        {
            answers = new JsonObject { ["applicant-name"] = "123", ["birth-date"] = "1955-02-29", ["mobile"] = 5, ["shoe-size"] = 41 },
        }));
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        var codes = JsonNode.Parse(await page.Content.ReadAsStringAsync())!["codes"]!;
        Assert.Equal("date-impossible", codes["birth-date"]![0]!.GetValue<string>());
        Assert.Equal("not-asked", codes["shoe-size"]![0]!.GetValue<string>());

        var sent = await citizen.TryPost($"/api/v1/drafts/{id}/submission", new { });

        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        Assert.Contains("documents.age-proof", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await citizen.Get("/api/v1/cases"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Who_is_not_eligible_is_told_why()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.PensionDraft(citizen);
        var young = CaseApp.PensionPages("Lakshmi Amma", CaseApp.Panchayat).First().Item2 as JsonObject;
        young!["birth-date"] = "1990-01-01";
        await citizen.Put($"/api/v1/drafts/{id}/pages/applicant", new { answers = young });

        var check = await citizen.Get($"/api/v1/drafts/{id}/check");

        Assert.Equal(["eligibility.age"], check["wrong"]!.AsArray().Select(wrong => wrong!["field"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.BadRequest, (await citizen.TryPost($"/api/v1/drafts/{id}/submission", new { })).StatusCode);
    }

    [Fact]
    public async Task The_same_request_sent_again_is_done_once()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.PensionDraft(citizen);

        var first = await citizen.TryPost($"/api/v1/drafts/{id}/submission", new { }, key: "the-same");
        var second = await citizen.TryPost($"/api/v1/drafts/{id}/submission", new { }, key: "the-same");
        var third = await citizen.TryPost($"/api/v1/drafts/{id}/submission", new { });

        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await third.Content.ReadAsStringAsync());
        Assert.Single((await citizen.Get("/api/v1/cases"))["items"]!.AsArray());
    }
}
