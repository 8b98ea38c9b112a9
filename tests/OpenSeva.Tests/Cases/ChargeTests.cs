using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;
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

    private static async Task<Guid> Asked(Api officer, Api citizen, Guid id)
    {
        await officer.Post($"/api/v1/cases/{id}/actions/ask-fee", new { fields = new JsonObject { ["area"] = 10 } });
        return (await citizen.Get($"/api/v1/cases/{id}"))["charges"]!.AsArray()[^1]!["id"]!.GetValue<Guid>();
    }

    private async Task<IReadOnlyList<ItemCard>> Waiting(Guid id) => await app.Read(async services =>
        (IReadOnlyList<ItemCard>)[.. (await services.GetRequiredService<IDesk>().Of(id, default)).Where(item => item is { Kind: "fee", ClosedAt: null })]);
}
