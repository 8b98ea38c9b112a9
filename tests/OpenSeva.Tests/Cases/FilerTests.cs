using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases;
using OpenSeva.Definitions;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>In which capacity somebody files: the trade licence admits no guardian.</summary>
public sealed class FilerTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task Who_the_service_does_not_admit_begins_no_application()
    {
        var citizen = app.As(CaseApp.Citizen());

        var answer = await citizen.TryPost("/api/v1/drafts", new { service = "trade-licence", filedAs = "guardian" });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("draft.filer", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await citizen.Get("/api/v1/drafts"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await citizen.TryPost("/api/v1/drafts", new { service = "trade-licence", filedAs = "neighbour" })).StatusCode);
    }

    [Fact]
    public async Task Nobody_is_admitted_at_sending_who_was_not_at_the_beginning()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.LicenceDraft(citizen);
        await app.Run(services => services.GetRequiredService<CasesDb>().Drafts.Where(draft => draft.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(draft => draft.FiledAs, Filer.Guardian)));

        var answer = await citizen.TryPost($"/api/v1/drafts/{id}/submission", new { });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("draft.filer", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_choice_on_the_page_is_kept_in_the_history_and_told_to_the_desk()
    {
        var actor = CaseApp.Citizen();
        var citizen = app.As(actor);
        var browser = new Browser(app.Client(actor));
        await browser.Open("/services/trade-licence");
        Assert.Contains("As an authorised representative", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("As parent or guardian", browser.Text, StringComparison.Ordinal);
        await browser.Open("/services/old-age-pension/apply");
        await browser.Submit("start", ("filed-as", "guardian"));
        var draft = (await citizen.Get("/api/v1/drafts"))["items"]![0]!["id"]!.GetValue<Guid>();
        foreach (var (page, answers) in CaseApp.PensionPages("Lakshmi Amma", CaseApp.Panchayat)) await citizen.Put($"/api/v1/drafts/{draft}/pages/{page}", new { answers });
        foreach (var document in new[] { "age-proof", "identity-proof", "residence-proof", "income-certificate-copy" }) await CaseApp.Attach(citizen, draft, document);

        await citizen.Post($"/api/v1/drafts/{draft}/submission", new { });

        Assert.Equal("guardian", (await citizen.Get($"/api/v1/cases/{draft}"))["filedAs"]!.GetValue<string>());
        var desk = new Browser(app.Client(await app.Officer("panchayat-secretary", CaseApp.Panchayat)));
        await desk.Open($"/office/cases/{draft}");
        Assert.Contains("As parent or guardian", desk.Text, StringComparison.Ordinal);
        Assert.Null((await app.VerifyJournal()).Fault);
    }
}
