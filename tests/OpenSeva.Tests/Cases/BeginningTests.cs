using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases;
using OpenSeva.Clock;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Directory;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;
using OpenSeva.Notices;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Gateways;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>The law's time begins with what the service says: completeness, a report from outside, a payment.</summary>
public sealed class BeginningTests(BeginningApp app) : IClassFixture<BeginningApp>
{
    [Fact]
    public async Task Until_the_office_records_completeness_pages_say_that_the_time_has_not_begun_and_why()
    {
        var (citizen, id, officer) = await Sent("late-complete");

        Assert.Null((await citizen.Get($"/api/v1/cases/{id}"))["dueAt"]);
        Assert.Equal("not-started", (await citizen.Get($"/api/v1/cases/{id}/clock"))["state"]!.GetValue<string>());
        foreach (var (client, page) in new[] { (citizen.Http, $"/applications/{id}"), (officer.Http, $"/office/cases/{id}"), (citizen.Http, $"/applications/{id}/acknowledgement") })
        {
            var browser = new Browser(client);
            await browser.Open(page);
            Assert.Contains("The time limit has not begun: it begins when the office records that nothing is missing", browser.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_nothing_was_missing_the_time_counts_from_the_sending()
    {
        var (citizen, id, officer) = await Sent("late-complete");
        var sent = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromDays(2));

        await officer.Post($"/api/v1/cases/{id}/actions/nothing-missing", new { });

        Assert.Equal(sent, await Started(id));
        Assert.NotNull((await citizen.Get($"/api/v1/cases/{id}"))["dueAt"]);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.TryPost($"/api/v1/cases/{id}/actions/nothing-missing", new { })).StatusCode);
        await IsFold(id);
    }

    [Fact]
    public async Task Where_something_was_asked_the_time_counts_from_the_record()
    {
        var (citizen, id, officer) = await Sent("late-complete");
        await officer.Post($"/api/v1/cases/{id}/actions/object", new { points = new[] { new { kind = "field", target = "guardian-name", reason = "does-not-match" } } });
        app.Clock.Advance(TimeSpan.FromDays(3));
        await citizen.Post($"/api/v1/cases/{id}/objection/answer", new { answers = new JsonObject { ["guardian-name"] = "Raman Nair" } });
        Assert.Null(await Started(id));
        app.Clock.Advance(TimeSpan.FromDays(1));

        await officer.Post($"/api/v1/cases/{id}/actions/nothing-missing", new { });

        Assert.Equal(app.Clock.GetUtcNow(), await Started(id));
        await IsFold(id);
    }

    [Fact]
    public async Task A_report_from_outside_begins_the_time_on_the_day_it_came()
    {
        var (citizen, id, officer) = await Sent("late-report");
        app.Clock.Advance(TimeSpan.FromDays(5));
        var today = app.Clock.Today;
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.TryPost($"/api/v1/cases/{id}/actions/police-report", Report(today.AddDays(1)))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.TryPost($"/api/v1/cases/{id}/actions/police-report", new { fields = new JsonObject { ["report-date"] = $"{today:yyyy-MM-dd}" } })).StatusCode);

        await officer.Post($"/api/v1/cases/{id}/actions/police-report", Report(today.AddDays(-2)));

        Assert.Equal(today.AddDays(-2), DateOnly.FromDateTime((await Started(id))!.Value.UtcDateTime.AddMinutes(330)));
        Assert.Equal("reported", (await citizen.Get($"/api/v1/cases/{id}"))["history"]!.AsArray()[^1]!["kind"]!.GetValue<string>());
        await IsFold(id);
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_report_older_than_the_application_begins_the_time_with_the_sending()
    {
        var (_, id, officer) = await Sent("late-report");
        var sent = app.Clock.GetUtcNow();

        await officer.Post($"/api/v1/cases/{id}/actions/police-report", Report(app.Clock.Today.AddDays(-40)));

        Assert.Equal(sent, await Started(id));
    }

    [Fact]
    public async Task A_fee_asked_for_later_begins_the_time_when_it_is_paid_and_keeps_the_case_from_being_granted()
    {
        var payer = Guid.CreateVersion7();
        var (citizen, id, officer) = await Sent("late-fee", payer);
        Assert.Null(await Started(id));
        await officer.Post($"/api/v1/cases/{id}/actions/ask-fee", new { fields = new JsonObject { ["area"] = 12 } });
        var charge = (await citizen.Get($"/api/v1/cases/{id}"))["charges"]![0]!;
        var desk = new Browser(officer.Http);
        await desk.Open($"/office/cases/{id}");
        Assert.Contains("A further fee is asked for", desk.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.TryPost($"/api/v1/cases/{id}/actions/ask-fee", new { fields = new JsonObject { ["area"] = 12 } })).StatusCode);
        var sanction = await ToSanction(id);
        Assert.Contains("charge-unpaid", await (await sanction.TryPost($"/api/v1/cases/{id}/actions/approve", new { })).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var browser = new Browser(citizen.Http);
        await browser.Open($"/applications/{id}");
        Assert.NotNull(browser.Document.QuerySelector($"a[href='{charge["payPath"]!.GetValue<string>()}']"));
        app.Clock.Advance(TimeSpan.FromDays(1));

        await Pay(charge["id"]!.GetValue<Guid>(), payer, "once");

        Assert.Equal(app.Clock.GetUtcNow(), await Started(id));
        Assert.Equal("charge-paid", (await citizen.Get($"/api/v1/cases/{id}"))["history"]!.AsArray()[^1]!["kind"]!.GetValue<string>());
        await IsFold(id);
        await sanction.Post($"/api/v1/cases/{id}/actions/approve", new { });
        Assert.Contains(await app.Read(services => services.GetRequiredService<NoticesDb>().Messages.Where(message => message.CitizenId == payer).Select(message => message.Template).ToListAsync()), told => told is "fee-asked");
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_named_pause_lasts_until_the_fee_is_paid_and_money_taken_back_is_owed_again()
    {
        var payer = Guid.CreateVersion7();
        var (citizen, id, officer) = await Sent("paused-fee", payer);
        await officer.Post($"/api/v1/cases/{id}/actions/ask-fee", new { fields = new JsonObject { ["area"] = 10 } });
        Assert.Equal(ClockState.Paused, (await Card(id)).State);
        var charge = (await citizen.Get($"/api/v1/cases/{id}"))["charges"]![0]!;
        Assert.Equal(100_00, (await Demand(charge["id"]!.GetValue<Guid>())).Total.Paise);
        app.Clock.Advance(TimeSpan.FromDays(4));

        var payment = await Pay(charge["id"]!.GetValue<Guid>(), payer, "first");

        Assert.Equal(ClockState.Running, (await Card(id)).State);
        await app.Hear(payment, $"first-{charge["id"]!.GetValue<Guid>():N}", NewsKind.Refunded, 100_00);
        await app.Settle();
        Assert.Null((await citizen.Get($"/api/v1/cases/{id}"))["charges"]![0]!["paidAt"]);
        await Pay(charge["id"]!.GetValue<Guid>(), payer, "again");
        Assert.NotNull((await citizen.Get($"/api/v1/cases/{id}"))["charges"]![0]!["paidAt"]);
        Assert.Equal(ClockState.Running, (await Card(id)).State);
        await IsFold(id);
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_case_that_ends_asks_for_its_unpaid_fee_no_longer()
    {
        var payer = Guid.CreateVersion7();
        var (citizen, id, officer) = await Sent("paused-fee", payer);
        await officer.Post($"/api/v1/cases/{id}/actions/ask-fee", new { fields = new JsonObject { ["area"] = 10 } });

        await citizen.Post($"/api/v1/cases/{id}/withdrawal", new { });

        var charge = (await citizen.Get($"/api/v1/cases/{id}"))["charges"]![0]!;
        Assert.NotNull(charge["lapsedAt"]);
        Assert.Null(await app.Read(services => services.GetRequiredService<IPayments>().Of(charge["id"]!.GetValue<Guid>(), default)));
    }

    private static object Report(DateOnly day) => new { fields = new JsonObject { ["report-date"] = $"{day:yyyy-MM-dd}", ["report-letter"] = "Superintendent's letter 12/2026" } };

    private async Task<(Api Citizen, Guid Id, Api Officer)> Sent(string service, Guid? payer = null)
    {
        var citizen = app.As(CaseApp.Citizen(payer));
        var id = await BeginningApp.Send(citizen, service);
        await app.Settle();
        return (citizen, id, app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat)));
    }

    private async Task<Api> ToSanction(Guid id)
    {
        var secretary = app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat));
        var (visit, today) = ("Visited the house.", $"{app.Clock.Today:yyyy-MM-dd}");
        await secretary.Post($"/api/v1/cases/{id}/actions/forward", new { fields = new JsonObject { ["visit-date"] = today, ["visit-report"] = visit } });
        await secretary.Post($"/api/v1/cases/{id}/actions/recommend", new { fields = new JsonObject { ["resolution-number"] = "1", ["resolution-date"] = today } });
        return app.As(await app.Officer("social-justice-officer", CaseApp.Panchayat));
    }

    private async Task<Guid> Pay(Guid charge, Guid payer, string transaction)
    {
        var demand = await Demand(charge);
        var started = await app.Start(demand, payer);
        await app.Hear(started!.Payment, $"{transaction}-{charge:N}", NewsKind.Succeeded, demand.Total.Paise);
        await app.Settle();
        return started.Payment;
    }

    private async Task<DemandCard> Demand(Guid charge) => (await app.Read(services => services.GetRequiredService<IPayments>().Of(charge, default)))!;

    private async Task<DueCard> Card(Guid id) => (await app.Read(services => services.GetRequiredService<IClock>().Of(id, default)))!;

    private async Task<DateTimeOffset?> Started(Guid id) => (await Card(id)).StartedAt;

    /// <summary>What is stored, on the clock and on the case, is what its events give when they are played again.</summary>
    private async Task IsFold(Guid id)
    {
        var kept = await app.Read(services => services.GetRequiredService<ClockDb>().Clocks.SingleAsync(clock => clock.Reference == id));
        var file = await app.Read(services => services.GetRequiredService<CasesDb>().Cases.SingleAsync(one => one.Id == id));
        var calendar = await app.Read(services => services.GetRequiredService<IDirectory>().Calendar(kept.OfficeId, default));
        var told = DueDate.Compute(kept.Rule, calendar, kept.Events);
        Assert.Equal((told.State, told.StartedAt?.UtcDateTime, told.DueAt?.UtcDateTime), (kept.State, kept.StartedAt?.UtcDateTime, kept.DueAt?.UtcDateTime));
        Assert.Equal(kept.DueAt, file.DueAt);
    }
}
