using OpenSeva.Kernel;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Desk;

namespace OpenSeva.Tests.Cases;

/// <summary>What a citizen can do with an application beside waiting.</summary>
public sealed class CitizenTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task A_withdrawn_application_waits_nowhere()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);

        await citizen.Post($"/api/v1/cases/{id}/withdrawal", new { remarks = "Not needed" });

        Assert.All(await Items(id), item => Assert.NotNull(item.ClosedAt));
        Assert.Equal(HttpStatusCode.Conflict, (await citizen.TryPost($"/api/v1/cases/{id}/withdrawal", new { })).StatusCode);
    }

    [Fact]
    public async Task A_second_application_for_the_same_is_warned_of_to_its_own_citizen_only()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen, "Twice Asked");
        var again = await CaseApp.PensionDraft(citizen, "TWICE  asked");
        var other = app.As(CaseApp.Citizen());

        var mine = await citizen.Get($"/api/v1/drafts/{again}/check");
        var theirs = await other.Get($"/api/v1/drafts/{await CaseApp.PensionDraft(other, "Twice Asked")}/check");

        Assert.Equal(id, mine["earlier"]![0]!["id"]!.GetValue<Guid>());
        Assert.Empty(theirs["earlier"]!.AsArray());
    }

    [Fact]
    public async Task A_corrected_certificate_names_the_case_it_supersedes()
    {
        var who = CaseApp.Citizen();
        var citizen = app.As(who);
        var id = await CaseApp.Pension(citizen);
        await Approve(id);
        await app.Settle();
        Assert.Single((await citizen.Get($"/api/v1/cases/{id}"))["issued"]!.AsArray());

        Assert.Equal(HttpStatusCode.BadRequest, (await citizen.TryPost($"/api/v1/cases/{id}/corrections", new { answers = new Dictionary<string, string> { ["guardian-name"] = "Raman" }, remarks = "Nothing is wrong" })).StatusCode);
        var browser = new OpenSeva.Tests.Payments.Browser(app.Client(who));
        await browser.Open($"/applications/{id}/correct");
        Assert.Empty(browser.Document.QuerySelectorAll(".error"));
        await browser.Open($"/applications/{id}/correct?chosen=yes");
        Assert.NotNull(browser.Document.QuerySelector("#named .error"));
        var many = Enumerable.Range(0, 61).Select(_ => new { code = "age-proof", upload = Guid.CreateVersion7() });
        Assert.Equal(HttpStatusCode.Conflict, (await citizen.TryPost($"/api/v1/cases/{id}/corrections", new { answers = new Dictionary<string, string> { ["applicant-name"] = "Lekshmi Amma" }, remarks = "Many proofs", documents = many })).StatusCode);
        var asked = await citizen.Post($"/api/v1/cases/{id}/corrections", new { answers = new Dictionary<string, string> { ["applicant-name"] = "Lekshmi Amma" }, remarks = "My name is misspelt" });
        Assert.Equal(HttpStatusCode.Conflict, (await citizen.TryPost($"/api/v1/cases/{id}/corrections", new { answers = new Dictionary<string, string> { ["applicant-name"] = "L" }, remarks = "Again" })).StatusCode);
        var correction = asked["id"]!.GetValue<Guid>();
        await Approve(correction);
        await app.Settle();

        Assert.Equal("superseded", (await citizen.Get($"/api/v1/cases/{id}"))["issued"]![0]!["state"]!.GetValue<string>());
        Assert.Equal("in-force", (await citizen.Get($"/api/v1/cases/{correction}"))["issued"]![0]!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task While_a_granted_correction_s_certificate_is_being_made_no_other_is_asked()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        await Approve(id);
        await app.Settle();
        Task<HttpResponseMessage> Correct(Guid one, string name) => citizen.TryPost(
            $"/api/v1/cases/{one}/corrections", new { answers = new Dictionary<string, string> { ["applicant-name"] = name }, remarks = "My name is misspelt" });
        var asked = await System.Text.Json.Nodes.JsonNode.ParseAsync(await (await Correct(id, "Lekshmi Amma")).Content.ReadAsStreamAsync());
        var correction = asked!["id"]!.GetValue<Guid>();
        await Approve(correction);

        var early = await Correct(id, "Lekshmy Amma");
        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Contains("case.correction-granted", await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await app.Settle();
        Assert.Equal(HttpStatusCode.Conflict, (await Correct(id, "Lekshmy Amma")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await Correct(correction, "Lekshmy Amma")).StatusCode);
    }

    [Fact]
    public async Task All_of_ones_own_data_can_be_taken_home()
    {
        var who = CaseApp.Citizen();
        var id = await CaseApp.Pension(app.As(who), "Taken Home");

        var part = await app.Read(services => services.GetServices<IOwnData>().Single(room => room.Part is "applications").Of(who.CitizenId, default), who);

        Assert.Equal(id, part["cases"]![0]!["id"]!.GetValue<Guid>());
        Assert.Equal("Taken Home", part["cases"]![0]!["answers"]![0]!["answers"]!["applicant-name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Citizen_and_desk_write_to_each_other_and_nobody_else_does()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        var secretary = app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat));

        await citizen.Post($"/api/v1/cases/{id}/messages", new { text = "When will you come?" });
        await secretary.Post($"/api/v1/cases/{id}/messages", new { text = "On Friday." });

        Assert.Equal(["When will you come?", "On Friday."], (await citizen.Get($"/api/v1/cases/{id}/messages"))["items"]!.AsArray().Select(message => message!["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_handed_on_case_comes_back_as_long_as_nobody_opened_it()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        var secretary = app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat));
        await Forward(secretary, id);

        var back = await secretary.Post($"/api/v1/cases/{id}/pull-back", new { });

        Assert.Equal("resolution", back["stage"]!.GetValue<string>());
        await secretary.Post($"/api/v1/cases/{id}/actions/recommend", new { fields = new Dictionary<string, object> { ["resolution-number"] = "1", ["resolution-date"] = "2026-11-16" } });
        var officer = await app.Officer("social-justice-officer", CaseApp.Panchayat);
        Assert.Equal(HttpStatusCode.OK, (await app.Client(officer).GetAsync(new Uri($"/office/cases/{id}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await secretary.TryPost($"/api/v1/cases/{id}/pull-back", new { })).StatusCode);
    }

    [Fact]
    public async Task A_case_read_over_the_API_by_its_holder_is_opened_and_by_nobody_else()
    {
        var id = await CaseApp.Pension(app.As(CaseApp.Citizen()));
        var secretary = app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat));
        await Forward(secretary, id);
        var officer = await app.Officer("social-justice-officer", CaseApp.Panchayat);
        await secretary.Get($"/api/v1/cases/{id}");
        await app.As(new Actor(ActorKind.Staff, Guid.CreateVersion7(), null, null, [Grant.Auditor])).Get($"/api/v1/cases/{id}");
        Assert.Null((await Items(id)).Single().OpenedAt);

        await app.As(officer).Get($"/api/v1/cases/{id}");

        Assert.NotNull((await Items(id)).Single().OpenedAt);
        Assert.Equal(HttpStatusCode.Conflict, (await secretary.TryPost($"/api/v1/cases/{id}/pull-back", new { })).StatusCode);
    }

    private async Task Approve(Guid id)
    {
        await Forward(app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat)), id);
        await app.As(await app.Officer("social-justice-officer", CaseApp.Panchayat)).Post($"/api/v1/cases/{id}/actions/approve", new { });
    }

    private static async Task Forward(Api secretary, Guid id)
    {
        await secretary.Post($"/api/v1/cases/{id}/actions/forward", new { fields = new Dictionary<string, object> { ["visit-date"] = "2026-11-16", ["visit-report"] = "Visited the house and saw her." } });
        await secretary.Post($"/api/v1/cases/{id}/actions/recommend", new { fields = new Dictionary<string, object> { ["resolution-number"] = "12/2026", ["resolution-date"] = "2026-11-16" } });
    }

    private Task<IReadOnlyList<ItemCard>> Items(Guid id) => app.Read(services => services.GetRequiredService<IDesk>().Of(id, default));
}
