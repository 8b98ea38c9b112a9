using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>What an officer reads after an act, and where the way leads on.</summary>
public sealed class AfterActTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task An_officer_reads_where_the_case_went_and_goes_on_to_the_next_item()
    {
        var citizen = app.As(CaseApp.Citizen());
        var first = await CaseApp.Pension(citizen, "Lakshmi Amma");
        app.Clock.Advance(TimeSpan.FromDays(1));
        var second = await CaseApp.Pension(citizen, "Mariam Beevi");
        app.Clock.Advance(TimeSpan.FromDays(1));
        var third = await CaseApp.Pension(citizen, "Saraswathi");
        var number = (await citizen.Get($"/api/v1/cases/{second}"))["number"]!.GetValue<string>();
        var officer = new Browser(app.Client(await app.Officer("panchayat-secretary", CaseApp.Panchayat)));

        await officer.Open($"/office/cases/{second}/actions/forward");
        var today = DateOnly.FromDateTime(app.Clock.GetUtcNow().Date);
        await officer.Submit("act", ("f.visit-date.Day", $"{today.Day}"), ("f.visit-date.Month", $"{today.Month}"), ("f.visit-date.Year", $"{today.Year}"),
            ("f.visit-report", "Visited at home and found it as stated."), ("step", "continue"));

        var said = officer.Document.QuerySelector(".notice[role=status]")!;
        Assert.StartsWith($"{number} was sent on and now waits at: ", said.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(number, said.QuerySelector($"a[href='/office/cases/{second}']")!.TextContent);
        // Behind the one dealt with, not at the top again: what stands above was passed over on purpose.
        Assert.Equal($"/office/cases/{third}", said.QuerySelector("a.button")!.GetAttribute("href"));

        await officer.Open($"/office/cases/{third}/actions/object");
        await officer.Submit("act", ("point.Field.guardian-name", "does-not-match"), ("step", "continue"));
        said = officer.Document.QuerySelector(".notice[role=status]")!;
        Assert.Contains("asked to correct: ", said.TextContent, StringComparison.Ordinal);
        Assert.Contains("stands still", said.TextContent, StringComparison.Ordinal);
        // It stays on the desk and is not offered again; the one sent on lies there for its next stage, with more time.
        Assert.Equal($"/office/cases/{second}", said.QuerySelector("a.button")!.GetAttribute("href"));

        await officer.Open($"/office/cases/{first}");
        Assert.Null(officer.Document.QuerySelector(".notice[role=status]"));

        // Old news is no news: the applicant has acted since.
        await citizen.Post($"/api/v1/cases/{third}/withdrawal", new { });
        await officer.Open($"/office/cases/{third}?done=acted");
        Assert.Null(officer.Document.QuerySelector(".notice[role=status]"));
        Assert.Null((await citizen.Get($"/api/v1/cases/{third}"))["workingDaysLeft"]);
    }

    [Fact]
    public async Task A_case_page_names_the_desk_s_and_the_law_s_limit_and_counts_working_days()
    {
        var id = await CaseApp.Pension(app.As(CaseApp.Citizen()));
        var actor = await app.Officer("panchayat-secretary", CaseApp.Panchayat);
        var officer = new Browser(app.Client(actor));
        await officer.Open($"/office/cases/{id}");

        var badges = officer.Document.QuerySelectorAll(".facts > div").Where(fact => fact.QuerySelector("dt")!.TextContent is "Desk's limit" or "Law's limit")
            .Select(fact => fact.QuerySelector(".tag")!.TextContent).ToList();

        Assert.Equal(2, badges.Count);
        Assert.All(badges, badge => Assert.Contains("working day", badge, StringComparison.Ordinal));
        var line = (await app.As(actor).Get($"/api/v1/cases/{id}"))["workingDaysLeft"]!.GetValue<int>();
        Assert.Contains($" {line} ", badges[1], StringComparison.Ordinal);

        await officer.Open("/office/inbox");
        Assert.Contains("Desk's limit", officer.Text, StringComparison.Ordinal);
        Assert.Contains(badges[0], officer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_no_act_bears_out_says_nothing()
    {
        var id = await CaseApp.Pension(app.As(CaseApp.Citizen()));
        var officer = new Browser(app.Client(await app.Officer("panchayat-secretary", CaseApp.Panchayat)));

        await officer.Open($"/office/cases/{id}?done=acted&after=nonsense");

        Assert.Null(officer.Document.QuerySelector(".notice[role=status]"));
    }
}
