using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;
using OpenSeva.Notices;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Gateways;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>A further fee on its way: paid while nobody looks, taken back by the gateway, asked for by mistake.</summary>
public sealed class ChargeTests(BeginningApp app) : IClassFixture<BeginningApp>
{
    [Fact]
    public async Task The_pause_of_a_fee_ends_when_it_was_paid_however_late_the_news_is_read()
    {
        var payer = Guid.CreateVersion7();
        var (citizen, id, officer) = await app.Sent("paused-fee", payer);
        var charge = await Asked(officer, citizen, id);
        app.Clock.Advance(TimeSpan.FromDays(1));
        var demand = await app.Demand(charge);
        var started = await app.Start(demand, payer);
        await app.Hear(started!.Payment, $"late-{charge:N}", NewsKind.Succeeded, demand.Total.Paise);
        var paid = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromDays(3));

        await app.Settle();

        var told = await app.Read(services => services.GetRequiredService<ClockDb>().Clocks.SingleAsync(clock => clock.Reference == id));
        Assert.Equal(paid, told.Events.Single(one => one.Kind is ClockEventKind.Resumed).At);
        await app.IsFold(id);
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_further_fee_taken_back_after_the_decision_is_told_to_the_desk_that_decided_until_it_is_paid_again()
    {
        var payer = Guid.CreateVersion7();
        var (citizen, id, officer) = await app.Sent("paused-fee", payer);
        var charge = await Asked(officer, citizen, id);
        var payment = await app.Pay(charge, payer, "first");
        await (await app.ToSanction(id)).Post($"/api/v1/cases/{id}/actions/approve", new { });

        await app.Hear(payment, $"first-{charge:N}", NewsKind.Refunded, 100_00);
        await app.Settle();

        var sanction = await app.Officer("social-justice-officer", CaseApp.Panchayat);
        Assert.Equal(sanction.PostId, Assert.Single(await Waiting(id)).PostId);
        var desk = new Browser(app.Client(sanction));
        await desk.Open("/office/inbox");
        Assert.Contains("Fee taken back", desk.Text, StringComparison.Ordinal);
        await desk.Open($"/office/cases/{id}");
        Assert.Contains("A further fee is asked for", desk.Text, StringComparison.Ordinal);
        await app.Pay(charge, payer, "again");
        Assert.Empty(await Waiting(id));
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task Nothing_is_granted_on_money_that_the_gateway_took_back_a_moment_ago()
    {
        var payer = Guid.CreateVersion7();
        var (citizen, id, officer) = await app.Sent("paused-fee", payer);
        var charge = await Asked(officer, citizen, id);
        var payment = await app.Pay(charge, payer, "first");
        var sanction = await app.ToSanction(id);
        await app.Hear(payment, $"first-{charge:N}", NewsKind.Refunded, 100_00);

        var refused = await sanction.TryPost($"/api/v1/cases/{id}/actions/approve", new { });

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("charge-unpaid", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fee_asked_for_by_mistake_is_called_off_and_the_time_goes_on()
    {
        var payer = Guid.CreateVersion7();
        var (citizen, id, officer) = await app.Sent("paused-fee", payer);
        var charge = await Asked(officer, citizen, id);
        app.Clock.Advance(TimeSpan.FromDays(1));

        var desk = new Browser(officer.Http);
        await desk.Open($"/office/cases/{id}");
        await desk.Submit($"call-off-{charge:N}", ($"why-{charge:N}", " "));
        Assert.Contains("Write why.", desk.Text, StringComparison.Ordinal);
        await desk.Submit($"call-off-{charge:N}", ($"why-{charge:N}", "The fee was meant for another application."));

        Assert.Contains("done=called-off", desk.Path, StringComparison.Ordinal);
        Assert.DoesNotContain("not paid yet", desk.Text, StringComparison.Ordinal);
        Assert.Equal(ClockState.Running, (await app.Card(id)).State);
        await app.IsFold(id);
        Assert.Null(await app.Read(services => services.GetRequiredService<IPayments>().Of(charge, default)));
        var view = await citizen.Get($"/api/v1/cases/{id}");
        Assert.NotNull(view["charges"]![0]!["lapsedAt"]);
        Assert.Equal(("charge-called-off", "The fee was meant for another application."),
            (view["history"]!.AsArray()[^1]!["kind"]!.GetValue<string>(), view["history"]!.AsArray()[^1]!["remarks"]!.GetValue<string>()));
        await app.Settle();
        Assert.Contains(await app.Read(services => services.GetRequiredService<NoticesDb>().Messages.Where(message => message.CitizenId == payer).Select(message => message.Template).ToListAsync()), told => told is "office-message");
        Assert.Equal(HttpStatusCode.NotFound, (await CallOff(officer, id, charge)).StatusCode);
        await Asked(officer, citizen, id);
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task Only_the_desk_that_may_act_calls_a_fee_off_and_only_while_it_is_unpaid()
    {
        var payer = Guid.CreateVersion7();
        var (citizen, id, officer) = await app.Sent("paused-fee", payer);
        var charge = await Asked(officer, citizen, id);
        Assert.Equal(HttpStatusCode.NotFound, (await CallOff(app.As(await app.Officer("municipal-licensing-officer", CaseApp.Ward)), id, charge)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await CallOff(citizen, id, charge)).StatusCode);
        var demand = await app.Demand(charge);
        var started = await app.Start(demand, payer);
        await app.Hear(started!.Payment, $"paid-{charge:N}", NewsKind.Succeeded, demand.Total.Paise);

        // The news is still on its way; the demand is asked.
        Assert.Contains("charge-paid", await (await CallOff(officer, id, charge)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await app.Settle();
        Assert.Contains("charge-paid", await (await CallOff(officer, id, charge)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull((await citizen.Get($"/api/v1/cases/{id}"))["charges"]![0]!["paidAt"]);
    }

    [Fact]
    public async Task What_was_paid_is_not_charged_again()
    {
        var payer = Guid.CreateVersion7();
        var (citizen, id, officer) = await app.Sent("paused-fee", payer);
        await app.Pay(await Asked(officer, citizen, id), payer, "once");

        var refused = await officer.TryPost($"/api/v1/cases/{id}/actions/ask-fee", new { fields = new JsonObject { ["area"] = 10 } });

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("charge-paid", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> CallOff(Api desk, Guid id, Guid charge) =>
        desk.TryPost($"/api/v1/cases/{id}/charges/{charge}/cancellation", new { remarks = "Asked by mistake." });

    private static async Task<Guid> Asked(Api officer, Api citizen, Guid id)
    {
        await officer.Post($"/api/v1/cases/{id}/actions/ask-fee", new { fields = new JsonObject { ["area"] = 10 } });
        return (await citizen.Get($"/api/v1/cases/{id}"))["charges"]!.AsArray()[^1]!["id"]!.GetValue<Guid>();
    }

    private async Task<IReadOnlyList<ItemCard>> Waiting(Guid id) => await app.Read(async services =>
        (IReadOnlyList<ItemCard>)[.. (await services.GetRequiredService<IDesk>().Of(id, default)).Where(item => item is { Kind: "fee", ClosedAt: null })]);
}
