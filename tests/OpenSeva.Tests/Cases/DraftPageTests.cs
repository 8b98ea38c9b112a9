using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Cases;
using OpenSeva.Documents;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>A draft's pages lose nothing that was chosen or typed, and do nothing grave unasked.</summary>
public sealed class DraftPageTests(CaseApp app) : IClassFixture<CaseApp>
{
    private readonly OpenSeva.Kernel.Actor who = CaseApp.Citizen();

    private Api Citizen => app.As(who);

    [Theory]
    [InlineData("continue", "/check")]
    [InlineData("later", "/applications?saved=")]
    [InlineData("add age-proof", "/documents")]
    public async Task Whatever_button_is_pressed_every_chosen_file_comes_along(string step, string leads)
    {
        var (id, browser) = await Documents();

        await browser.Send("documents", [("file.age-proof", CaseApp.Picture), ("file.identity-proof", CaseApp.Picture), ("file.residence-proof", CaseApp.Picture)], ("step", step));

        Assert.Contains(leads, browser.Path, StringComparison.Ordinal);
        Assert.Equal(["age-proof", "identity-proof", "residence-proof"], await Given(id));
    }

    [Fact]
    public async Task A_file_that_is_refused_is_said_at_its_document_and_the_others_stay()
    {
        var (id, browser) = await Documents();

        await browser.Send("documents", [("file.age-proof", CaseApp.Picture), ("file.identity-proof", "no picture"u8.ToArray())], ("step", "continue"));

        Assert.EndsWith("/documents", browser.Path, StringComparison.Ordinal);
        Assert.NotNull(browser.Document.QuerySelector("#file-identity-proof[aria-invalid=true]"));
        Assert.StartsWith("Proof of identity: ", browser.Document.QuerySelector("[data-errors] a")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["age-proof"], await Given(id));
        Assert.Contains("age-proof.png", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_asked_for_only_where_its_own_button_was_pressed_and_is_taken_away_by_its_own()
    {
        var (id, browser) = await Documents();
        await browser.Send("documents", [], ("step", "add age-proof"));
        Assert.NotNull(browser.Document.QuerySelector("#file-age-proof[aria-invalid=true]"));
        Assert.Null(browser.Document.QuerySelector("#file-identity-proof[aria-invalid=true]"));
        await browser.Send("documents", [("file.age-proof", CaseApp.Picture)], ("step", "add age-proof"));

        await browser.Send("documents", [("file.identity-proof", CaseApp.Picture)], ("step", browser.Document.QuerySelector("button[value^='take ']")!.GetAttribute("value")!));

        Assert.Equal(["identity-proof"], await Given(id));
    }

    [Fact]
    public async Task Each_entry_of_a_group_is_removed_by_a_button_with_its_own_number()
    {
        var id = await CaseApp.Draft(Citizen, "old-age-pension", CaseApp.PensionPages("Lakshmi Amma", CaseApp.Panchayat).Take(2));
        var entry = new JsonObject { ["member-name"] = "Ayesha" };
        await Citizen.Put($"/api/v1/drafts/{id}/pages/household", new { answers = new JsonObject { ["lives-alone"] = false, ["household-members"] = new JsonArray(entry.DeepClone(), entry.DeepClone()) }, @unchecked = true });
        var browser = new Browser(app.Client(who));

        await browser.Open($"/applications/{id}/form/household");

        Assert.Equal(["Remove entry 1", "Remove entry 2"], browser.Document.QuerySelectorAll("button[value^='remove ']").Select(button => button.TextContent));
    }

    [Fact]
    public async Task The_list_leads_back_to_where_the_citizen_stopped()
    {
        var citizen = CaseApp.Citizen();
        var (api, browser) = (app.As(citizen), new Browser(app.Client(citizen)));
        var id = await CaseApp.Draft(api, "old-age-pension", CaseApp.PensionPages("Lakshmi Amma", CaseApp.Panchayat).Take(2));
        Assert.Equal("/form/household", await GoesOn());

        foreach (var (page, answers) in CaseApp.PensionPages("Lakshmi Amma", CaseApp.Panchayat).Skip(2)) await api.Put($"/api/v1/drafts/{id}/pages/{page}", new { answers });
        Assert.Equal("/documents", await GoesOn());

        foreach (var document in new[] { "age-proof", "identity-proof", "residence-proof", "income-certificate-copy" }) await CaseApp.Attach(api, id, document);
        Assert.Equal("/check", await GoesOn());

        await browser.Open("/services/old-age-pension/apply");
        Assert.NotNull(browser.Document.QuerySelector($"a[href='/applications/{id}/form']"));

        async Task<string> GoesOn()
        {
            await browser.Open("/applications");
            await browser.Open(browser.Document.QuerySelector($"a[href*='{id}']")!.GetAttribute("href")!);
            return browser.Path[$"/applications/{id}".Length..];
        }
    }

    [Fact]
    public async Task A_frozen_application_leads_back_to_its_fee()
    {
        var id = await CaseApp.LicenceDraft(Citizen);
        await Citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        var browser = new Browser(app.Client(who));

        await browser.Open($"/applications/{id}/form");

        Assert.Equal($"/applications/{id}/check", browser.Path);
    }

    [Fact]
    public async Task A_group_without_entries_says_on_the_check_page_that_nothing_is_given()
    {
        var id = (await Citizen.Post("/api/v1/drafts", new { service = "income-certificate" }))["id"]!.GetValue<Guid>();
        var browser = new Browser(app.Client(who));

        await browser.Open($"/applications/{id}/check");

        Assert.Contains("Not given", browser.Document.QuerySelectorAll("main a[href$='/form/family']").Select(link => link.Closest("dl > div")?.TextContent ?? "").Last(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Throwing_away_asks_first_says_what_is_lost_and_says_that_it_is_done()
    {
        var id = await CaseApp.PensionDraft(Citizen);
        var upload = (await Citizen.Get($"/api/v1/drafts/{id}"))["documents"]![0]!["upload"]!.GetValue<Guid>();
        var (browser, other) = (new Browser(app.Client(who)), new Browser(app.Client(who)));
        await browser.Open($"/applications/{id}/check");
        await browser.Open(browser.Document.QuerySelector("main a[href$='/discard']")!.GetAttribute("href")!);
        Assert.Contains("proof.png", browser.Text, StringComparison.Ordinal);
        await other.Open(browser.Path);
        Assert.NotNull(await Citizen.Get($"/api/v1/drafts/{id}"));

        await browser.Submit("discard");

        Assert.Contains("The application was thrown away.", browser.Text, StringComparison.Ordinal);
        Assert.False(await app.Read(services => services.GetRequiredService<DocumentsDb>().Uploads.AnyAsync(one => one.Id == upload)));
        await other.Submit("discard");
        Assert.Equal("/applications", other.Path);
    }

    [Fact]
    public async Task The_certificates_language_is_the_accounts_unless_another_is_chosen()
    {
        var (one, other, api) = (await CaseApp.PensionDraft(Citizen), await CaseApp.PensionDraft(Citizen, "Another"), await CaseApp.PensionDraft(Citizen, "Third"));
        var browser = new Browser(app.Client(who));
        await browser.Open($"/applications/{one}/check");
        Assert.Equal("ml", browser.Document.QuerySelector("input[name=language][checked]")!.GetAttribute("value"));
        await browser.Submit("send");
        await browser.Open($"/applications/{other}/check");
        await browser.Submit("send", ("language", "gu"));
        await Citizen.Post($"/api/v1/drafts/{api}/submission?language=hi", new { });

        Assert.Equal(("ml", "gu", "hi"), (await Language(one), await Language(other), await Language(api)));
        var wrong = await Citizen.TryPost($"/api/v1/drafts/{await CaseApp.PensionDraft(Citizen, "Fourth")}/submission?language=xx", new { });
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task A_paid_application_keeps_the_language_that_was_chosen_before_paying()
    {
        var id = await CaseApp.LicenceDraft(Citizen);
        var browser = new Browser(app.Client(who));
        await browser.Open($"/applications/{id}/check");
        await browser.Submit("send", ("language", "pa"));
        await app.Pay(id, who.CitizenId);

        Assert.Equal("pa", await Language(id));
    }

    [Fact]
    public async Task A_comma_that_groups_nothing_is_said_beside_the_field_and_changes_no_fee()
    {
        var id = await CaseApp.LicenceDraft(Citizen);
        var browser = new Browser(app.Client(who));
        await browser.Open($"/applications/{id}/form/premises");

        await browser.Submit("page", ("f.trade-name", "Biju Tea"), ("f.building-number", "4/12"), ("f.street", "Market Road"), ("f.ward", CaseApp.Ward), ("f.pin-code", "682001"), ("f.premises-held", "rented"), ("f.floor-area", "20,5"), ("step", "continue"));

        Assert.Equal("20,5", browser.Document.QuerySelector("#f-floor-area[aria-invalid=true]")!.GetAttribute("value"));
        Assert.Contains("A comma only groups digits", browser.Document.QuerySelector("#f-floor-area-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(45, (await Citizen.Get($"/api/v1/drafts/{id}"))["answers"]!["floor-area"]!.GetValue<int>());
    }

    [Fact]
    public async Task Who_may_not_apply_is_told_on_the_page_of_the_answer_and_may_correct_it_or_go_on()
    {
        var id = await CaseApp.LicenceDraft(Citizen);
        var browser = new Browser(app.Client(who));
        await browser.Open($"/applications/{id}/form/premises");

        await browser.Submit("page", Premises("neither"));

        Assert.Contains("/form/premises", browser.Path, StringComparison.Ordinal);
        Assert.Contains("With these answers the application cannot be sent", browser.Document.QuerySelector(".notice.bad")!.TextContent, StringComparison.Ordinal);
        await browser.Submit("page", Premises("neither"));
        Assert.Contains("/form/trade", browser.Path, StringComparison.Ordinal);
        await browser.Open($"/applications/{id}/check");
        Assert.Contains("bad", browser.Document.QuerySelector("main .notice")!.ClassName!, StringComparison.Ordinal);
        await browser.Open($"/applications/{id}/form/premises");
        await browser.Submit("page", Premises("rented"));
        Assert.Contains("/form/trade", browser.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_mistakes_names_places_and_the_entries_of_groups()
    {
        var id = await CaseApp.Draft(Citizen, "old-age-pension", CaseApp.PensionPages("Lakshmi Amma", CaseApp.Panchayat).Take(2));
        await Citizen.Put($"/api/v1/drafts/{id}/pages/household", new { answers = new JsonObject { ["lives-alone"] = false, ["household-members"] = new JsonArray(new JsonObject()) }, @unchecked = true });
        var browser = new Browser(app.Client(who));
        await browser.Open($"/applications/{id}/form/household");
        await browser.Submit("page", ("f.lives-alone", "false"), ("step", "continue"));
        Assert.Contains(Mistakes(), said => said.StartsWith("Other members of the household, entry 1: ", StringComparison.Ordinal));

        await browser.Open($"/applications/{id}/form/residence");
        await browser.Submit("page", ("f.house", "12"), ("f.panchayat", "S32"), ("f.pin-code", "682001"), ("f.resident-years", "40"), ("step", "continue"));
        Assert.Contains(Mistakes(), said => said.EndsWith(": Choose on until the last list.", StringComparison.Ordinal));

        IEnumerable<string> Mistakes() => browser.Document.QuerySelectorAll("[data-errors] a").Select(link => link.TextContent);
    }

    [Fact]
    public async Task A_browser_offers_the_own_name_for_the_applicant_only_and_number_keys_for_a_PIN_code()
    {
        var id = await CaseApp.Draft(Citizen, "old-age-pension", []);
        var browser = new Browser(app.Client(who));
        await browser.Open($"/applications/{id}/form/applicant");
        Assert.Equal(("name", "off"), (Given("applicant-name", "autocomplete"), Given("guardian-name", "autocomplete")));
        await browser.Open($"/applications/{id}/form/residence");
        Assert.Equal(("numeric", null), (Given("pin-code", "inputmode"), Given("house", "inputmode")));

        string? Given(string field, string attribute) => browser.Document.QuerySelector($"[name='f.{field}']")!.GetAttribute(attribute);
    }

    private static (string, string)[] Premises(string held) =>
        [("f.trade-name", "Biju Tea"), ("f.building-number", "4/12"), ("f.street", "Market Road"), ("f.ward", CaseApp.Ward), ("f.pin-code", "682001"), ("f.premises-held", held), ("f.floor-area", "45"), ("step", "continue")];

    private async Task<(Guid Id, Browser Browser)> Documents()
    {
        var id = await CaseApp.Draft(Citizen, "old-age-pension", CaseApp.PensionPages("Lakshmi Amma", CaseApp.Panchayat));
        var browser = new Browser(app.Client(who));
        await browser.Open($"/applications/{id}/documents");
        return (id, browser);
    }

    private async Task<List<string>> Given(Guid id) => [.. (await Citizen.Get($"/api/v1/drafts/{id}"))["documents"]!.AsArray().Select(document => document!["code"]!.GetValue<string>())];

    private Task<string?> Language(Guid id) => app.Read(async services => (await services.GetRequiredService<ICases>().Case(id, default))?.Language);
}
