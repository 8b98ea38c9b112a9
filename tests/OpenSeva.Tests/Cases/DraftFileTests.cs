using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Payments;
using OpenSeva.Documents;
using OpenSeva.Notices;
using OpenSeva.Payments;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>What is paid for can be sent: its files stay, and each is for one application only.</summary>
public sealed class DraftFileTests(CaseApp app) : IClassFixture<CaseApp>
{
    private readonly Guid payer = Guid.CreateVersion7();

    private Api Citizen => app.As(CaseApp.Citizen(payer));

    [Fact]
    public async Task A_file_that_an_unsent_application_uses_is_not_taken_back_behind_it()
    {
        var id = await CaseApp.LicenceDraft(Citizen);
        await Citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        var upload = await Given(id, "site-plan");

        await Refused(HttpMethod.Delete, $"/api/v1/uploads/{upload}", null, "document.in-use");

        await app.Pay(id, payer);
        Assert.NotNull(await Citizen.Get($"/api/v1/cases/{id}"));
        await Refused(HttpMethod.Delete, $"/api/v1/uploads/{upload}", null, "document.bound");
    }

    [Fact]
    public async Task Taken_away_from_its_application_a_file_may_go()
    {
        var id = await CaseApp.LicenceDraft(Citizen);
        var upload = await Given(id, "site-plan");
        await Citizen.Try(HttpMethod.Delete, $"/api/v1/drafts/{id}/uploads/{upload}");

        Assert.Equal(HttpStatusCode.NoContent, (await Citizen.Try(HttpMethod.Delete, $"/api/v1/uploads/{upload}")).StatusCode);
    }

    [Fact]
    public async Task One_file_is_for_one_application()
    {
        var (one, other) = (await CaseApp.PensionDraft(Citizen), await CaseApp.LicenceDraft(Citizen));
        var upload = await Given(one, "identity-proof");

        await Refused(HttpMethod.Post, $"/api/v1/drafts/{other}/documents/identity-proof", new { upload }, "draft.file-in-draft");
        await Citizen.Post($"/api/v1/drafts/{one}/submission", new { });
        await Refused(HttpMethod.Post, $"/api/v1/drafts/{other}/documents/identity-proof", new { upload }, "draft.file-in-case");
    }

    [Fact]
    public async Task Nobody_is_asked_to_pay_while_a_file_is_gone()
    {
        var id = await CaseApp.LicenceDraft(Citizen);
        await Vanish(await Given(id, "site-plan"));

        var sent = await Citizen.TryPost($"/api/v1/drafts/{id}/submission", new { });

        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        Assert.Contains("documents.site-plan", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paid_application_that_cannot_be_sent_is_its_citizens_again_to_mend_and_send()
    {
        var id = await CaseApp.LicenceDraft(Citizen);
        await Citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        await Vanish(await Given(id, "site-plan"));

        await app.Pay(id, payer);

        Assert.Equal("open", (await Citizen.Get($"/api/v1/drafts/{id}"))["state"]!.GetValue<string>());
        var told = await app.Read(services => services.GetRequiredService<NoticesDb>().Messages.Where(message => message.CitizenId == payer && message.Template == "paid-not-sent").ToListAsync());
        Assert.Equal($"/applications/{id}/check", Assert.Single(told).Path);
        Assert.Contains("ഈ ഫയൽ ഇല്ല", told[0].Arguments[1], StringComparison.Ordinal);
        var browser = new Browser(app.Client(CaseApp.Citizen(payer)));
        await browser.Open($"/applications/{id}");
        Assert.Contains("The fee is paid, the application is not sent yet", browser.Text, StringComparison.Ordinal);

        await CaseApp.Attach(Citizen, id, "site-plan");
        await browser.Open($"/applications/{id}/check");
        await browser.Submit("send", ("language", "en"));

        Assert.EndsWith("/acknowledgement", browser.Path, StringComparison.Ordinal);
        Assert.NotNull(await Citizen.Get($"/api/v1/cases/{id}"));
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task Thrown_away_its_fee_goes_back()
    {
        var id = await CaseApp.LicenceDraft(Citizen);
        await Citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        await Vanish(await Given(id, "site-plan"));
        await app.Pay(id, payer);
        var paid = (await app.Read(services => services.GetRequiredService<IPayments>().Of(id, default)))!;
        var browser = new Browser(app.Client(CaseApp.Citizen(payer)));
        await browser.Open($"/applications/{id}/discard");
        Assert.Contains($"{paid.Total}, goes back to you", browser.Text, StringComparison.Ordinal);

        await browser.Submit("discard");

        Assert.Equal(HttpStatusCode.NotFound, (await Citizen.Try(HttpMethod.Get, $"/api/v1/drafts/{id}")).StatusCode);
        Assert.Null(await app.Read(services => services.GetRequiredService<IPayments>().Of(id, default)));
        var (refund, receipt) = await app.Read(async services =>
        {
            var db = services.GetRequiredService<PaymentsDb>();
            return (await db.Refunds.SingleAsync(one => one.Thread == $"case/{id:N}"), await db.Receipts.SingleAsync(one => one.DemandId == paid.Id));
        });
        Assert.Equal(paid.Total, refund.Amount);
        Assert.NotNull(receipt.VoidedAt);
    }

    private async Task<Guid> Given(Guid draft, string code) =>
        (await Citizen.Get($"/api/v1/drafts/{draft}"))["documents"]!.AsArray().Single(document => document!["code"]!.GetValue<string>() == code)!["upload"]!.GetValue<Guid>();

    private async Task Refused(HttpMethod method, string path, object? body, string refusal)
    {
        var answer = await Citizen.Try(method, path, body is null ? null : System.Net.Http.Json.JsonContent.Create(body));
        Assert.Equal((HttpStatusCode.Conflict, $"urn:openseva:refusal:{refusal}"), (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["type"]!.GetValue<string>()));
    }

    /// <summary>Gone in the moment between two commands.</summary>
    private Task<bool> Vanish(Guid upload) => app.Run(async services =>
    {
        var db = services.GetRequiredService<DocumentsDb>();
        db.Remove(await db.Uploads.SingleAsync(one => one.Id == upload));
        return true;
    });
}
