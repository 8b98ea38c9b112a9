using System.Net;
using OpenSeva.Kernel;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>Whoever audits finds an application and reads its trail, without a post.</summary>
public sealed class AuditorTests(CaseApp app) : IClassFixture<CaseApp>
{
    private static readonly Actor auditor = new(ActorKind.Staff, Guid.CreateVersion7(), null, "revenue", [Grant.Auditor]);

    [Fact]
    public async Task An_auditor_finds_an_application_by_its_number_and_goes_on_to_its_trail()
    {
        var owner = app.As(CaseApp.Citizen());
        var (id, other) = (await CaseApp.Pension(owner), await CaseApp.Pension(owner, "Mariam Beevi"));
        var number = (string)(await owner.Get($"/api/v1/cases/{id}"))["number"]!;
        var browser = new Browser(app.Client(auditor));

        await browser.Open("/office/cases");
        Assert.NotNull(browser.Document.QuerySelector("nav a[href='/office/cases']"));
        foreach (var one in new[] { id, other }) Assert.NotNull(browser.Document.QuerySelector($"main a[href='/office/cases/{one}/audit']"));

        await browser.Open($"/office/cases?number={Uri.EscapeDataString(" " + number.ToLowerInvariant().Replace('-', ' '))}");
        Assert.NotNull(browser.Document.QuerySelector($"main a[href='/office/cases/{id}']"));
        Assert.Null(browser.Document.QuerySelector($"main a[href='/office/cases/{other}']"));
        await browser.Open($"/office/cases/{id}/audit");
        await browser.Open($"/office/cases/{id}");
        Assert.NotNull(browser.Document.QuerySelector("main a[href='/office/cases']"));

        await browser.Open("/office/cases?number=INC-KAN-2627-000001-A");
        Assert.Contains("No application has this number", browser.Text, StringComparison.Ordinal);
        Assert.Equal([id], (await app.As(auditor).Get($"/api/v1/cases?number={number}"))["items"]!.AsArray().Select(line => line!["id"]!.GetValue<Guid>()));
    }

    [Fact]
    public async Task The_trail_names_what_was_objected_to_and_what_was_issued_and_revoked()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Income(citizen);
        var village = app.As(await app.Officer("village-officer", CaseApp.Village));
        await village.Post($"/api/v1/cases/{id}/actions/object", new { points = new[] { new { kind = "field", target = "guardian-name", reason = "does-not-match" } } });
        await citizen.Post($"/api/v1/cases/{id}/objection/answer", new { answers = new Dictionary<string, string> { ["guardian-name"] = "Thomas Mathew" } });
        var fields = new Dictionary<string, object> { ["enquiry-date"] = "2026-11-16", ["assessed-income"] = 240_000_00, ["enquiry-report"] = "The house was visited." };
        await village.Post($"/api/v1/cases/{id}/actions/advise-refusal", new { fields });
        var tahsildar = app.As(await app.Officer("tahsildar", CaseApp.Village));
        await tahsildar.Post($"/api/v1/cases/{id}/actions/approve", new { });
        await app.Settle();
        var issued = (await tahsildar.Get($"/api/v1/cases/{id}"))["issued"]![0]!;
        await tahsildar.Post($"/api/v1/issued/{((string)issued["officePath"]!).Split('/')[^1]}/revocation", new { reason = "court-order" });

        var trail = await app.As(auditor).Get($"/api/v1/cases/{id}/audit");
        Assert.Equal("guardian-name", (string?)trail["acts"]!.AsArray().Single(act => (string?)act!["kind"] == "objected")!["objected"]![0]!["target"]);
        var document = Assert.Single(trail["issued"]!.AsArray())!;
        Assert.Equal(((string?)issued["number"], "revoked", "court-order"), ((string?)document["number"], (string?)document["state"], (string?)document["revokedFor"]));
        var browser = new Browser(app.Client(auditor));
        await browser.Open($"/office/cases/{id}/audit");
        foreach (var said in new[] { "Recommend refusal", "The answer does not match the document", "A court ordered it.", (string)issued["number"]! })
            Assert.Contains(said, browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_has_that_page_and_a_number_opens_nothing_to_them()
    {
        var id = await CaseApp.Pension(app.As(CaseApp.Citizen()));
        var number = (string)(await app.As(auditor).Get($"/api/v1/cases/{id}"))["number"]!;
        var officer = app.As(auditor with { PostId = Guid.CreateVersion7(), Grants = [] });

        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Try(HttpMethod.Get, "/office/cases")).StatusCode);
        Assert.Empty((await officer.Get($"/api/v1/cases?number={number}"))["items"]!.AsArray());
    }
}
