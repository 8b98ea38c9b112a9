using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Notices;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Gateways;
using OpenSeva.Payments.Sandbox;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>The gateway takes a fee back after, or just before, the application was sent.</summary>
public sealed class FeeTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task A_fee_taken_back_is_told_to_the_desk_until_it_is_paid_again()
    {
        var (payer, id) = await Sent();
        await TakeBack(id);

        var officer = await app.Officer("municipal-licensing-officer", CaseApp.Ward);
        var view = await app.As(officer).Get($"/api/v1/cases/{id}");
        Assert.NotNull(view["feeTakenBackAt"]);
        Assert.Equal("fee-taken-back", view["history"]!.AsArray()[^1]!["kind"]!.GetValue<string>());
        Assert.Equal(officer.PostId, Assert.Single(await Waiting(id)).PostId);
        var desk = new Browser(app.Client(officer));
        await desk.Open($"/office/cases/{id}");
        Assert.Contains("The fee of this application is owed again", desk.Document.QuerySelector(".notice.bad")!.TextContent, StringComparison.Ordinal);
        await desk.Open("/office/inbox");
        Assert.Contains("Fee taken back", desk.Text, StringComparison.Ordinal);
        var citizen = new Browser(app.Client(CaseApp.Citizen(payer)));
        await citizen.Open($"/applications/{id}");
        Assert.NotNull(citizen.Document.QuerySelector(".notice.bad a[href^='/pay/']"));

        await Pay(id, payer, "again");

        Assert.Null((await app.As(officer).Get($"/api/v1/cases/{id}"))["feeTakenBackAt"]);
        Assert.Empty(await Waiting(id));
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task What_an_officer_has_noted_leaves_the_desk_and_the_fee_stays_owed()
    {
        var (_, id) = await Sent();
        await TakeBack(id);
        var officer = await app.Officer("municipal-licensing-officer", CaseApp.Ward);
        var stranger = app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.TryPost($"/api/v1/cases/{id}/fee-notes", new { })).StatusCode);

        var desk = new Browser(app.Client(officer));
        await desk.Open($"/office/cases/{id}");
        await desk.Submit("fee", ("fee.remarks", "Called the applicant."));

        Assert.Contains("done=noted", desk.Path, StringComparison.Ordinal);
        Assert.Contains("Called the applicant.", desk.Text, StringComparison.Ordinal);
        Assert.Empty(await Waiting(id));
        Assert.NotNull((await app.As(officer).Get($"/api/v1/cases/{id}"))["feeTakenBackAt"]);
        Assert.Equal(HttpStatusCode.Conflict, (await app.As(officer).TryPost($"/api/v1/cases/{id}/fee-notes", new { })).StatusCode);
    }

    [Fact]
    public async Task The_desk_that_decided_hears_of_it_afterwards()
    {
        var (payer, id) = await Sent();
        var secretary = await Decide(id);
        await TakeBack(id);

        Assert.Equal(secretary.PostId, Assert.Single(await Waiting(id)).PostId);
        var browser = new Browser(app.Client(secretary));
        await browser.Open($"/office/cases/{id}");
        Assert.NotNull(browser.Document.QuerySelector(".notice.bad"));
        Assert.NotNull(await app.As(CaseApp.Citizen(payer)).Get($"/api/v1/cases/{id}"));
    }

    [Fact]
    public async Task An_application_whose_fee_was_taken_back_at_once_is_not_sent()
    {
        var payer = Guid.CreateVersion7();
        var citizen = app.As(CaseApp.Citizen(payer));
        var id = await CaseApp.LicenceDraft(citizen);
        await citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        var demand = await Demand(id);
        var started = await app.Start(demand, payer);
        await app.Hear(started!.Payment, $"T-{id:N}", NewsKind.Succeeded, demand.Total.Paise);
        await app.Hear(started.Payment, $"T-{id:N}", NewsKind.Refunded, demand.Total.Paise);
        await app.Settle();
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.Try(HttpMethod.Get, $"/api/v1/cases/{id}")).StatusCode);

        await Pay(id, payer, "again");

        Assert.Null((await citizen.Get($"/api/v1/cases/{id}"))["feeTakenBackAt"]);
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_reasons_in_the_citizens_language()
    {
        var (payer, id) = await Sent();
        await Decide(id);

        var told = await app.Read(services => services.GetRequiredService<NoticesDb>().Messages.Where(message => message.CitizenId == payer && message.Template == "rejected").ToListAsync());

        Assert.Contains("മറ്റൊരു ഓഫീസ് അനുമതി നിഷേധിച്ചു", Assert.Single(told).Arguments[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Money_on_its_way_for_an_application_thrown_away_goes_back()
    {
        var (_, citizen, id, demand) = await Waiting();

        Assert.Equal(HttpStatusCode.NoContent, (await citizen.Try(HttpMethod.Delete, $"/api/v1/drafts/{id}")).StatusCode);

        await ArrivesLate();
        Assert.Equal([PaymentState.Refunded], await app.States(demand));
    }

    [Fact]
    public async Task Money_on_its_way_for_an_application_taken_back_goes_back_and_the_new_fee_is_paid()
    {
        var (payer, citizen, id, demand) = await Waiting();

        await citizen.Post($"/api/v1/drafts/{id}/reopening", new { });
        await citizen.Put($"/api/v1/drafts/{id}/pages/premises", new { answers = new JsonObject { ["trade-name"] = "Biju Tea", ["building-number"] = "4/12", ["street"] = "Market Road", ["ward"] = CaseApp.Ward, ["pin-code"] = "682001", ["premises-held"] = "rented", ["floor-area"] = 450 } });
        await citizen.Post($"/api/v1/drafts/{id}/submission", new { });

        await ArrivesLate();
        Assert.Equal([PaymentState.Refunded], await app.States(demand));
        Assert.NotEqual(demand.Total, (await Demand(id)).Total);
        await Pay(id, payer, "new");
        Assert.Null((await citizen.Get($"/api/v1/cases/{id}"))["feeTakenBackAt"]);
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task What_is_paid_is_neither_thrown_away_nor_taken_back()
    {
        var (_, citizen, id, demand) = await Waiting();
        await app.Hear(demand.Id, $"code-{id:N}", NewsKind.Succeeded, demand.Total.Paise);

        Assert.Equal(HttpStatusCode.Conflict, (await citizen.Try(HttpMethod.Delete, $"/api/v1/drafts/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await citizen.TryPost($"/api/v1/drafts/{id}/reopening", new { })).StatusCode);
        await app.Settle();
        Assert.NotNull(await citizen.Get($"/api/v1/cases/{id}"));
    }

    /// <summary>The payer was at the gateway, and the bank takes its time.</summary>
    private async Task<(Guid Payer, Api Citizen, Guid Id, DemandCard Demand)> Waiting()
    {
        var payer = Guid.CreateVersion7();
        var citizen = app.As(CaseApp.Citizen(payer));
        var id = await CaseApp.LicenceDraft(citizen);
        await citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        var demand = await Demand(id);
        await app.Choose((await app.Start(demand, payer))!.Payment, SandboxChoice.Late);
        return (payer, citizen, id, demand);
    }

    private async Task ArrivesLate()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.Job<RunSandbox>();
        await app.SettleRefunds();
    }

    private async Task<(Guid Payer, Guid Id)> Sent()
    {
        var payer = Guid.CreateVersion7();
        var citizen = app.As(CaseApp.Citizen(payer));
        var id = await CaseApp.LicenceDraft(citizen);
        await citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        await Pay(id, payer, "first");
        return (payer, id);
    }

    /// <summary>Refused by the secretary, because a clearance was.</summary>
    private async Task<Actor> Decide(Guid id)
    {
        var licensing = app.As(await app.Officer("municipal-licensing-officer", CaseApp.Ward));
        await licensing.Post($"/api/v1/cases/{id}/actions/ask-clearances", new { });
        foreach (var (role, code) in new[] { ("health-inspector", "health"), ("fire-officer", "fire") })
        {
            var asked = (await licensing.Get($"/api/v1/cases/{id}"))["clearances"]!.AsArray().Single(one => one!["code"]!.GetValue<string>() == code)!["id"]!.GetValue<Guid>();
            await app.As(await app.Officer(role, CaseApp.Ward)).Post($"/api/v1/cases/{id}/clearances/{asked}/answer", new { clear = true });
        }

        await licensing.Post($"/api/v1/cases/{id}/actions/recommend", new { fields = new Dictionary<string, object> { ["inspection-date"] = "2026-11-16", ["inspection-report"] = "Everything is in order here." } });
        var secretary = await app.Officer("municipal-secretary", CaseApp.Ward, staff: Guid.CreateVersion7());
        await app.As(secretary).Post($"/api/v1/cases/{id}/actions/reject", new { reasons = new[] { "clearance-refused" } });
        await app.Settle();
        return secretary;
    }

    private Task<DemandCard> Demand(Guid id) => app.Read(async services => (await services.GetRequiredService<IPayments>().Of(id, default))!);

    private async Task Pay(Guid id, Guid payer, string transaction)
    {
        var demand = await Demand(id);
        var started = await app.Start(demand, payer);
        await app.Hear(started!.Payment, $"{transaction}-{id:N}", NewsKind.Succeeded, demand.Total.Paise);
        await app.Settle();
    }

    private async Task TakeBack(Guid id)
    {
        var demand = await Demand(id);
        var payment = await app.Read(services => services.GetRequiredService<OpenSeva.Payments.PaymentsDb>().Payments.SingleAsync(one => one.DemandId == demand.Id && one.Transaction != null));
        await app.Hear(payment.Order, payment.Transaction, NewsKind.Refunded, demand.Total.Paise);
        await app.Settle();
    }

    private async Task<IReadOnlyList<ItemCard>> Waiting(Guid id) => await app.Read(async services =>
        (await services.GetRequiredService<IDesk>().Of(id, default)).Where(item => item is { Kind: "fee", ClosedAt: null }).ToList());
}
