using System.Net;

namespace OpenSeva.Tests.Cases;

/// <summary>The whole way of an application over the API: draft, desks, decision.</summary>
public sealed class WayTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task An_application_without_a_fee_goes_from_draft_to_approval()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.PensionDraft(citizen);

        var sent = await citizen.Post($"/api/v1/drafts/{id}/submission", new { });

        var number = sent["number"]!.GetValue<string>();
        Assert.Matches("^OAP-[0-9A-Z-]+-2026-000001-[0-9A-Z]$", number);
        Assert.NotNull(sent["dueAt"]);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.Try(HttpMethod.Get, $"/api/v1/drafts/{id}")).StatusCode);

        var secretary = app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat));
        await secretary.Post($"/api/v1/cases/{id}/actions/forward", new { fields = new Dictionary<string, object> { ["visit-date"] = "2026-11-16", ["visit-report"] = "Visited the house and saw her." } });
        await secretary.Post($"/api/v1/cases/{id}/actions/recommend", new { fields = new Dictionary<string, object> { ["resolution-number"] = "12/2026", ["resolution-date"] = "2026-11-16" } });
        var officer = app.As(await app.Officer("social-justice-officer", CaseApp.Panchayat));
        var decided = await officer.Post($"/api/v1/cases/{id}/actions/approve", new { });

        Assert.Equal("approved", decided["state"]!.GetValue<string>());
        await app.Settle();
        var view = await citizen.Get($"/api/v1/cases/{id}");
        Assert.Equal(["submitted", "forwarded", "recommended", "approved"], view["history"]!.AsArray().Select(line => line!["kind"]!.GetValue<string>()));
        Assert.Null(view["holder"]);
        Assert.True((await app.VerifyJournal()).Fault is null);
    }
}
