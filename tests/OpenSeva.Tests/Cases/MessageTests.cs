using System.Net;
using System.Text.Json.Nodes;
using OpenSeva.Kernel;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>What a citizen writes comes to somebody's attention, and a case that is over takes no more of it.</summary>
public sealed class MessageTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task The_inbox_says_that_a_citizen_wrote_until_the_holder_opens_the_case_again()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        var actor = await app.Officer("panchayat-secretary", CaseApp.Panchayat);
        var (officer, page) = (app.As(actor), new Browser(app.Client(actor)));
        await officer.Get($"/api/v1/cases/{id}");
        await officer.Post($"/api/v1/cases/{id}/messages", new { text = "We come on Friday." });
        Assert.Null((await Line())["writtenAt"]);

        await citizen.Post($"/api/v1/cases/{id}/messages", new { text = "I am away on Friday." });

        Assert.Equal(app.Clock.GetUtcNow(), (await Line())["writtenAt"]!.GetValue<DateTimeOffset>());
        await page.Open("/office/inbox");
        Assert.Contains("new message", page.Document.QuerySelectorAll("tbody tr").Single(row => row.InnerHtml.Contains($"{id}", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);

        await page.Open($"/office/cases/{id}");
        Assert.Null((await Line())["writtenAt"]);
        await page.Open("/office/inbox");
        Assert.DoesNotContain("new message", page.Document.QuerySelectorAll("tbody tr").Single(row => row.InnerHtml.Contains($"{id}", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        Assert.Null((await app.VerifyJournal()).Fault);

        async Task<JsonNode> Line() => (await officer.Get("/api/v1/desk/inbox?limit=100"))["items"]!.AsArray().Single(line => line!["path"]!.GetValue<string>().EndsWith($"{id}", StringComparison.Ordinal))!;
    }

    [Fact]
    public async Task What_was_written_is_news_to_the_next_desk_too()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Income(citizen);
        var officer = app.As(await app.Officer("village-officer", CaseApp.Village));
        await citizen.Post($"/api/v1/cases/{id}/messages", new { text = "My shop is closed since August." });

        await officer.Post($"/api/v1/cases/{id}/actions/recommend", new
        {
            fields = new Dictionary<string, object> { ["enquiry-date"] = "2026-11-16", ["assessed-income"] = 100_000_00, ["enquiry-report"] = "Visited the house." },
        });

        var inbox = await app.As(await app.Officer("tahsildar", CaseApp.Village)).Get("/api/v1/desk/inbox?limit=100");
        Assert.NotNull(inbox["items"]!.AsArray().Single(line => line!["path"]!.GetValue<string>().EndsWith($"{id}", StringComparison.Ordinal))!["writtenAt"]);
    }

    [Fact]
    public async Task Nobody_writes_more_than_twenty_messages_an_hour_in_a_case()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        for (var n = 0; n < 20; n++) await citizen.Post($"/api/v1/cases/{id}/messages", new { text = $"Message {n}" });

        Assert.Equal(HttpStatusCode.TooManyRequests, (await citizen.TryPost($"/api/v1/cases/{id}/messages", new { text = "One more" })).StatusCode);

        app.Clock.Advance(TimeSpan.FromMinutes(61));
        await citizen.Post($"/api/v1/cases/{id}/messages", new { text = "An hour later" });
    }

    [Fact]
    public async Task On_a_case_that_is_over_nobody_writes_any_more()
    {
        var who = CaseApp.Citizen();
        var id = await CaseApp.Pension(app.As(who));
        var actor = await app.Officer("panchayat-secretary", CaseApp.Panchayat);
        var (citizen, officer) = (new Browser(app.Client(who)), new Browser(app.Client(actor)));
        await citizen.Open($"/applications/{id}");
        Assert.NotNull(citizen.Document.QuerySelector("#messages textarea"));

        await app.As(who).Post($"/api/v1/cases/{id}/withdrawal", new { });

        foreach (var api in new[] { app.As(who), app.As(actor) })
        {
            var refused = await api.TryPost($"/api/v1/cases/{id}/messages", new { text = "Hello?" });
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains("case.closed", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await citizen.Open($"/applications/{id}");
        await officer.Open($"/office/cases/{id}");
        Assert.Null(citizen.Document.QuerySelector("#messages textarea"));
        Assert.Null(officer.Document.QuerySelector("#messages textarea"));
    }

    [Fact]
    public async Task An_officer_who_no_longer_holds_the_case_does_not_write_to_the_citizen()
    {
        var id = await CaseApp.Income(app.As(CaseApp.Citizen()));
        var officer = app.As(await app.Officer("village-officer", CaseApp.Village));
        await officer.Post($"/api/v1/cases/{id}/messages", new { text = "We come on Friday." });
        await officer.Post($"/api/v1/cases/{id}/actions/recommend", new
        {
            fields = new Dictionary<string, object> { ["enquiry-date"] = "2026-11-16", ["assessed-income"] = 100_000_00, ["enquiry-report"] = "Visited the house." },
        });

        var refused = await officer.TryPost($"/api/v1/cases/{id}/messages", new { text = "One more thing." });

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("case.not-at-your-desk", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
