using System.Net;
using System.Text.Json.Nodes;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>What one desk advises the next, and what of it the citizen reads.</summary>
public sealed class AdviceTests(CaseApp app) : IClassFixture<CaseApp>
{
    private const string Against = "Recommend refusal";

    [Fact]
    public async Task Advice_to_refuse_is_called_so_to_whoever_gave_it_and_to_whoever_decides()
    {
        var id = await CaseApp.Income(app.As(CaseApp.Citizen()));
        var village = new Browser(app.Client(await app.Officer("village-officer", CaseApp.Village)));
        await village.Open($"/office/cases/{id}/actions/advise-refusal");
        await Advise(village);

        Assert.Contains($"“{Against}” is recorded. It now waits at: ", village.Document.QuerySelector(".notice[role=status]")!.TextContent, StringComparison.Ordinal);

        var tahsildar = new Browser(app.Client(await app.Officer("tahsildar", CaseApp.Village)));
        await tahsildar.Open($"/office/cases/{id}");
        Assert.Contains(Against, tahsildar.Document.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        foreach (var action in new[] { "approve", "reject" })
        {
            await tahsildar.Open($"/office/cases/{id}/actions/{action}");
            var advice = tahsildar.Document.GetElementById("advice")!.TextContent;
            foreach (var said in new[] { Against, "Village", "The shop earns more.", "The house was visited and the neighbours heard." })
                Assert.Contains(said, advice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_advised_stays_between_the_desks()
    {
        var owner = CaseApp.Citizen();
        var id = await CaseApp.Income(app.As(owner));
        var village = new Browser(app.Client(await app.Officer("village-officer", CaseApp.Village)));
        await village.Open($"/office/cases/{id}/actions/advise-refusal");
        await Advise(village);

        var act = (await app.As(owner).Get($"/api/v1/cases/{id}"))["history"]!.AsArray()[^1]!;
        Assert.Equal(("recommended", null), ((string?)act["kind"], (string?)act["action"]));
        var citizen = new Browser(app.Client(owner));
        await citizen.Open($"/applications/{id}");
        Assert.Contains("Examined and sent on to the next desk", citizen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("efus", citizen.Document.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("The shop earns more.", citizen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Advice_taken_back_is_not_shown_and_a_return_is()
    {
        var id = await CaseApp.Income(app.As(CaseApp.Citizen()));
        var officer = await app.Officer("village-officer", CaseApp.Village);
        var village = new Browser(app.Client(officer));
        await village.Open($"/office/cases/{id}/actions/advise-refusal");
        await Advise(village);
        await app.As(officer).Post($"/api/v1/cases/{id}/pull-back", new { });
        await village.Open($"/office/cases/{id}/actions/recommend");
        Assert.Null(village.Document.GetElementById("advice"));
        await Advise(village);

        var actor = await app.Officer("tahsildar", CaseApp.Village);
        await app.As(actor).Post($"/api/v1/cases/{id}/actions/return", new { remarks = "Look at the shop once more." });

        await village.Open($"/office/cases/{id}/actions/advise-refusal");
        var advice = village.Document.GetElementById("advice")!.TextContent;
        Assert.Contains("Look at the shop once more.", advice, StringComparison.Ordinal);
        Assert.DoesNotContain("The shop earns more.", advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deciding_over_a_case_that_was_taken_back_meanwhile_says_one_thing()
    {
        var id = await CaseApp.Income(app.As(CaseApp.Citizen()));
        var officer = await app.Officer("village-officer", CaseApp.Village);
        var village = new Browser(app.Client(officer));
        await village.Open($"/office/cases/{id}/actions/recommend");
        await Advise(village);
        var actor = await app.Officer("tahsildar", CaseApp.Village);
        var tahsildar = new Browser(app.Client(actor));
        await tahsildar.Open($"/office/cases/{id}/actions/approve");
        await app.As(officer).Post($"/api/v1/cases/{id}/pull-back", new { });

        await tahsildar.Submit("act", ("remarks", "Granted."), ("step", "continue"));

        Assert.Single(tahsildar.Document.QuerySelectorAll("main .notice, main [data-errors]"), said => said.TextContent.Contains("is not on the desk of your post", StringComparison.Ordinal));
        Assert.DoesNotContain("no such action", tahsildar.Text, StringComparison.Ordinal);
        using var answer = await app.As(actor).TryPost($"/api/v1/cases/{id}/actions/approve", new { });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("urn:openseva:refusal:case.not-at-your-desk", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["type"]);
    }

    private Task Advise(Browser village)
    {
        var today = DateOnly.FromDateTime(app.Clock.GetUtcNow().Date);
        return village.Submit("act", ("f.enquiry-date.Day", $"{today.Day}"), ("f.enquiry-date.Month", $"{today.Month}"), ("f.enquiry-date.Year", $"{today.Year}"),
            ("f.assessed-income", "365000"), ("f.enquiry-report", "The house was visited and the neighbours heard."), ("remarks", "The shop earns more."), ("step", "continue"));
    }
}
