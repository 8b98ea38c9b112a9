using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>The pages as a browser without script goes through them.</summary>
public sealed class PageTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task A_citizen_applies_page_by_page_and_an_officer_acts()
    {
        var who = CaseApp.Citizen();
        var browser = new Browser(app.Client(who));
        await browser.Open("/services/old-age-pension/apply");
        await browser.Submit("start");
        Assert.Contains("/form/applicant", browser.Path, StringComparison.Ordinal);
        var id = Guid.Parse(browser.Path.Split('/')[2]);

        await browser.Submit("page", ("f.applicant-name", "Mariam Beevi"), ("f.birth-date.Day", "31"), ("f.birth-date.Month", "2"), ("f.birth-date.Year", "1955"), ("step", "continue"));
        Assert.Contains("Mariam Beevi", browser.Document.QuerySelector("input[name='f.applicant-name']")!.GetAttribute("value"), StringComparison.Ordinal);
        Assert.Equal("31", browser.Document.QuerySelector("input[name='f.birth-date.Day']")!.GetAttribute("value"));
        Assert.NotEmpty(browser.Document.QuerySelectorAll("[data-errors] a[href='#f-gender']"));

        await browser.Submit("page", Applicant("continue"));
        Assert.Contains("/form/residence", browser.Path, StringComparison.Ordinal);
        await browser.Submit("page", ("f.house", "12"), ("f.panchayat", "S32"), ("f.panchayat.next", "yes"));
        await browser.Submit("page", ("f.house", "12"), ("f.panchayat", "S32"), ("f.panchayat", "D555"), ("f.panchayat.next", "yes"));
        Assert.True(browser.Document.QuerySelectorAll("select[name='f.panchayat']").Length >= 3);
        await browser.Submit("page", ("f.house", "12"), ("f.panchayat", "S32"), ("f.panchayat", "D555"), ("f.panchayat", "L221001"), ("f.panchayat", CaseApp.Panchayat), ("f.pin-code", "682001"), ("f.resident-years", "40"), ("step", "continue"));
        Assert.Contains("/form/household", browser.Path, StringComparison.Ordinal);

        await browser.Submit("page", ("f.lives-alone", "false"), ("f.annual-income", "36,000"), ("f.other-pension", "false"), ("f.pays-income-tax", "false"), ("step", "continue"));
        Assert.Contains("more=yes", browser.Path, StringComparison.Ordinal);
        await browser.Submit("page", ("f.lives-alone", "false"), ("f.household-members.0.member-name", "Ayesha"), ("step", "add f.household-members"), ("f.annual-income", "36,000"));
        Assert.Equal("Ayesha", browser.Document.QuerySelector("input[name='f.household-members.0.member-name']")!.GetAttribute("value"));
        Assert.NotNull(browser.Document.QuerySelector("input[name='f.household-members.1.member-name']"));
        await browser.Submit("page", ("f.lives-alone", "true"), ("f.annual-income", "36,000"), ("f.other-pension", "false"), ("f.pays-income-tax", "false"), ("step", "continue"));
        await browser.Submit("page", ("f.pay-by", "home"), ("step", "continue"));
        Assert.EndsWith("/documents", browser.Path, StringComparison.Ordinal);

        foreach (var document in new[] { "age-proof", "identity-proof", "residence-proof", "income-certificate-copy" }) await CaseApp.Attach(app.As(who), id, document);
        await browser.Open($"/applications/{id}/check");
        Assert.Contains("Mariam Beevi", browser.Text, StringComparison.Ordinal);
        await browser.Submit("send");
        Assert.EndsWith("/acknowledgement", browser.Path, StringComparison.Ordinal);
        await browser.Open($"/applications/{id}");
        await browser.Open("/applications");
        Assert.Contains("OAP-", browser.Text, StringComparison.Ordinal);

        var officer = new Browser(app.Client(await app.Officer("panchayat-secretary", CaseApp.Panchayat)));
        await officer.Open($"/office/cases/{id}");
        Assert.Contains("Mariam Beevi", officer.Text, StringComparison.Ordinal);
        await officer.Open($"/office/cases/{id}/actions/object");
        await officer.Submit("act", ("step", "continue"));
        Assert.NotEmpty(officer.Document.QuerySelectorAll("#points"));
        await officer.Submit("act", ("point.Field.guardian-name", ""), ("point.Field.guardian-name.note", "Another name in the card"), ("point.Field.gender", "does-not-match"), ("step", "continue"));
        Assert.NotNull(officer.Document.QuerySelector("#point-Field-guardian-name[aria-invalid=true]"));
        Assert.Equal("Another name in the card", officer.Document.QuerySelector("[name='point.Field.guardian-name.note']")!.GetAttribute("value"));
        Assert.Contains(officer.Document.QuerySelectorAll("[data-errors] a"), link => link.GetAttribute("href") is "#point-Field-guardian-name");
        await officer.Submit("act", ("point.Field.guardian-name", "does-not-match"), ("point.Document.identity-proof", "unreadable"), ("step", "continue"));
        Assert.Contains("done=acted", officer.Path, StringComparison.Ordinal);

        await browser.Open($"/applications/{id}/answer");
        Assert.Equal("application/pdf,.pdf,image/jpeg,image/png", browser.Document.QuerySelector("input[name='file.identity-proof']")!.GetAttribute("accept"));
        await browser.Send("answer", [("file.identity-proof", CaseApp.Picture)], ("f.guardian-name", "Ibrahim"), ("step", "continue"));
        Assert.Contains("done=answered", browser.Path, StringComparison.Ordinal);
        await browser.Open($"/applications/{id}");
        await browser.Submit("message", ("message", "When will you come?"));
        Assert.Contains("When will you come?", browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("self", "Lakshmi Amma", "9400001234")]
    [InlineData("facilitator", "", "")]
    public async Task Who_files_for_themselves_finds_name_and_mobile_in_the_form_already(string filer, string name, string mobile)
    {
        var browser = new Browser(app.Client(CaseApp.Citizen()));
        await browser.Open("/services/old-age-pension/apply");
        await browser.Submit("start", ("filed-as", filer));

        Assert.Equal((name, mobile), (Value("f.applicant-name"), Value("f.mobile")));
        Assert.Equal("", Value("f.guardian-name"));

        string Value(string field) => browser.Document.QuerySelector($"input[name='{field}']")!.GetAttribute("value") ?? "";
    }

    [Fact]
    public async Task Two_tabs_lose_nothing()
    {
        var who = CaseApp.Citizen();
        var one = new Browser(app.Client(who));
        await one.Open("/services/old-age-pension/apply");
        await one.Submit("start");
        var other = new Browser(app.Client(who));
        await other.Open(one.Path);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await one.Submit("page", Applicant("later"));
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        await other.Submit("page", [.. Applicant("later").Skip(1), ("f.applicant-name", "Typed in the second tab")]);

        Assert.Contains("changed elsewhere", other.Text, StringComparison.Ordinal);
        Assert.Equal("Typed in the second tab", other.Document.QuerySelector("input[name='f.applicant-name']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task An_officer_keeps_what_was_typed_when_the_applicant_withdraws_meanwhile()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        var officer = new Browser(app.Client(await app.Officer("panchayat-secretary", CaseApp.Panchayat)));
        await officer.Open($"/office/cases/{id}/actions/forward");
        await citizen.Post($"/api/v1/cases/{id}/withdrawal", new { remarks = "I moved away." });

        await officer.Submit("act", ("f.visit-report", "Visited at home and found it as stated."), ("step", "continue"));

        Assert.EndsWith("/actions/forward", officer.Path, StringComparison.Ordinal);
        Assert.NotEmpty(officer.Document.QuerySelectorAll("[data-errors]"));
        Assert.Contains("Visited at home", officer.Document.QuerySelector("[name='f.visit-report']")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_tab_that_sends_again_or_answers_again_is_led_to_the_application()
    {
        var who = CaseApp.Citizen();
        var id = await CaseApp.PensionDraft(app.As(who));
        var (one, other) = (new Browser(app.Client(who)), new Browser(app.Client(who)));
        await one.Open($"/applications/{id}/check");
        await other.Open($"/applications/{id}/check");
        await one.Submit("send");
        await other.Submit("send");
        Assert.Equal($"/applications/{id}", other.Path);

        var officer = app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat));
        await officer.Post($"/api/v1/cases/{id}/actions/object", new { points = new[] { new { kind = "field", target = "guardian-name", reason = "does-not-match" } } });
        await one.Open($"/applications/{id}/answer");
        await other.Open($"/applications/{id}/answer");
        await one.Submit("answer", ("f.guardian-name", "Ibrahim"), ("step", "continue"));
        await other.Submit("answer", ("f.guardian-name", "Ismail"), ("step", "continue"));
        Assert.Equal($"/applications/{id}", other.Path);
    }

    [Fact]
    public async Task Anybody_tracks_by_number_and_digits()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        var number = (await citizen.Get($"/api/v1/cases/{id}"))["number"]!.GetValue<string>();
        var anybody = new Browser(app.Client());
        await anybody.Open("/track");

        await anybody.Submit("track", ("number", number), ("digits", "1234"));

        Assert.StartsWith("/track/", anybody.Path, StringComparison.Ordinal);
        Assert.Contains(number, anybody.Text, StringComparison.Ordinal);
        await anybody.Open("/track/not-a-pass");
        Assert.Contains("/track?over=yes", anybody.Path, StringComparison.Ordinal);
    }

    private static (string, string)[] Applicant(string step) =>
    [
        ("f.applicant-name", "Mariam Beevi"), ("f.guardian-name", "Kunju"), ("f.birth-date.Day", "5"), ("f.birth-date.Month", "5"), ("f.birth-date.Year", "1955"),
        ("f.gender", "female"), ("f.marital-status", "widowed"), ("f.mobile", "+91 94000 00001"), ("step", step),
    ];
}
