using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases;
using OpenSeva.Clock;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Directory;
using OpenSeva.Contracts.Payments;
using OpenSeva.Insight;
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
        var (citizen, id, officer) = await app.Sent("late-complete");

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
        var (citizen, id, officer) = await app.Sent("late-complete");
        var sent = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromDays(2));

        await officer.Post($"/api/v1/cases/{id}/actions/nothing-missing", new { });

        Assert.Equal(sent, await app.Started(id));
        Assert.NotNull((await citizen.Get($"/api/v1/cases/{id}"))["dueAt"]);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.TryPost($"/api/v1/cases/{id}/actions/nothing-missing", new { })).StatusCode);
        await app.IsFold(id);
    }

    [Fact]
    public async Task Where_something_was_asked_the_time_counts_from_the_last_answer()
    {
        var (citizen, id, officer) = await app.Sent("late-complete");
        await officer.Post($"/api/v1/cases/{id}/actions/object", new { points = new[] { new { kind = "field", target = "guardian-name", reason = "does-not-match" } } });
        app.Clock.Advance(TimeSpan.FromDays(3));
        await citizen.Post($"/api/v1/cases/{id}/objection/answer", new { answers = new JsonObject { ["guardian-name"] = "Raman Nair" } });
        Assert.Null(await app.Started(id));
        var answered = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromDays(1));

        await officer.Post($"/api/v1/cases/{id}/actions/nothing-missing", new { });

        Assert.Equal(answered, await app.Started(id));
        await app.IsFold(id);
    }

    [Fact]
    public async Task An_objection_that_the_desk_ended_itself_moves_no_beginning()
    {
        var (_, id, officer) = await app.Sent("late-complete");
        var sent = app.Clock.GetUtcNow();
        await officer.Post($"/api/v1/cases/{id}/actions/object", new { points = new[] { new { kind = "field", target = "guardian-name", reason = "does-not-match" } } });
        app.Clock.Advance(TimeSpan.FromDays(3));
        await officer.Post($"/api/v1/cases/{id}/objection/end", new { remarks = "Asked by mistake." });

        await officer.Post($"/api/v1/cases/{id}/actions/nothing-missing", new { });

        Assert.Equal(sent, await app.Started(id));
        await app.IsFold(id);
    }

    [Theory]
    [InlineData("approve", 2)]
    [InlineData("approve", 100)]
    [InlineData("reject", 100)]
    public async Task A_desk_that_never_recorded_completeness_is_judged_all_the_same(string action, int days)
    {
        var (_, id, _) = await app.Sent("late-complete");
        var sent = app.Clock.GetUtcNow();
        var sanction = await app.ToSanction(id);
        app.Clock.Advance(TimeSpan.FromDays(days));

        await sanction.Post($"/api/v1/cases/{id}/actions/{action}", new { reasons = action is "reject" ? new[] { "not-resident" } : null });

        Assert.Equal(sent, await app.Started(id));
        await app.IsFold(id);
        Assert.NotNull((await app.Card(id)).DueAt);
        await app.Settle();
        Assert.Equal(days is 2, await app.Read(services => services.GetRequiredService<InsightDb>().Cases.Where(row => row.Id == id).Select(row => row.WithinLimit).SingleAsync()));
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Theory]
    [InlineData("late-report")]
    [InlineData("late-fee")]
    public async Task Nothing_is_granted_before_the_report_or_the_payment_that_begins_the_time(string service)
    {
        var (_, id, _) = await app.Sent(service);
        var sanction = await app.ToSanction(id);

        var refused = await sanction.TryPost($"/api/v1/cases/{id}/actions/approve", new { });

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("time-not-begun", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var desk = new Browser(sanction.Http);
        await desk.Open($"/office/cases/{id}");
        Assert.Contains("The time of the law has not begun for", desk.Text, StringComparison.Ordinal);
        await sanction.Post($"/api/v1/cases/{id}/actions/reject", new { reasons = new[] { "not-resident" } });
    }

    [Fact]
    public async Task A_report_from_outside_begins_the_time_on_the_day_it_came()
    {
        var (citizen, id, officer) = await app.Sent("late-report");
        app.Clock.Advance(TimeSpan.FromDays(5));
        var today = app.Clock.Today;
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.TryPost($"/api/v1/cases/{id}/actions/police-report", Report(today.AddDays(1)))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.TryPost($"/api/v1/cases/{id}/actions/police-report", new { fields = new JsonObject { ["report-date"] = $"{today:yyyy-MM-dd}" } })).StatusCode);

        await officer.Post($"/api/v1/cases/{id}/actions/police-report", Report(today.AddDays(-2)));

        Assert.Equal(today.AddDays(-2), DateOnly.FromDateTime((await app.Started(id))!.Value.UtcDateTime.AddMinutes(330)));
        Assert.Equal("reported", (await citizen.Get($"/api/v1/cases/{id}"))["history"]!.AsArray()[^1]!["kind"]!.GetValue<string>());
        await app.IsFold(id);
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_report_older_than_the_application_begins_the_time_with_the_sending()
    {
        var (_, id, officer) = await app.Sent("late-report");
        var sent = app.Clock.GetUtcNow();

        await officer.Post($"/api/v1/cases/{id}/actions/police-report", Report(app.Clock.Today.AddDays(-40)));

        Assert.Equal(sent, await app.Started(id));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_an_officer_s_form_does_not_ask_is_not_kept(bool byHand)
    {
        var (_, id, officer) = await app.Sent("late-report");
        var fields = new JsonObject { ["report-date"] = $"{app.Clock.Today:yyyy-MM-dd}", ["report-letter"] = "B/12", ["by-hand"] = byHand, ["bearers"] = -3 };

        var answer = await officer.TryPost($"/api/v1/cases/{id}/actions/police-report", new { fields });

        Assert.Equal(byHand ? HttpStatusCode.BadRequest : HttpStatusCode.OK, answer.StatusCode);
        if (byHand) return;
        var kept = (await officer.Get($"/api/v1/cases/{id}"))["history"]!.AsArray()[^1]!["fields"]!.AsObject();
        Assert.Equal(["report-date", "report-letter", "by-hand"], kept.Select(field => field.Key));
    }

    [Fact]
    public async Task A_fee_asked_for_later_begins_the_time_when_it_is_paid_and_keeps_the_case_from_being_granted()
    {
        var payer = Guid.CreateVersion7();
        var (citizen, id, officer) = await app.Sent("late-fee", payer);
        Assert.Null(await app.Started(id));
        await officer.Post($"/api/v1/cases/{id}/actions/ask-fee", new { fields = new JsonObject { ["area"] = 12 } });
        var charge = (await citizen.Get($"/api/v1/cases/{id}"))["charges"]![0]!;
        var desk = new Browser(officer.Http);
        await desk.Open($"/office/cases/{id}");
        Assert.Contains("A further fee is asked for", desk.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.TryPost($"/api/v1/cases/{id}/actions/ask-fee", new { fields = new JsonObject { ["area"] = 12 } })).StatusCode);
        var sanction = await app.ToSanction(id);
        Assert.Contains("charge-unpaid", await (await sanction.TryPost($"/api/v1/cases/{id}/actions/approve", new { })).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var browser = new Browser(citizen.Http);
        await browser.Open($"/applications/{id}");
        Assert.NotNull(browser.Document.QuerySelector($"a[href='{charge["payPath"]!.GetValue<string>()}']"));
        app.Clock.Advance(TimeSpan.FromDays(1));

        await app.Pay(charge["id"]!.GetValue<Guid>(), payer, "once");

        Assert.Equal(app.Clock.GetUtcNow(), await app.Started(id));
        Assert.Equal("charge-paid", (await citizen.Get($"/api/v1/cases/{id}"))["history"]!.AsArray()[^1]!["kind"]!.GetValue<string>());
        await app.IsFold(id);
        await sanction.Post($"/api/v1/cases/{id}/actions/approve", new { });
        Assert.Contains(await app.Read(services => services.GetRequiredService<NoticesDb>().Messages.Where(message => message.CitizenId == payer).Select(message => message.Template).ToListAsync()), told => told is "fee-asked");
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_named_pause_lasts_until_the_fee_is_paid_and_money_taken_back_is_owed_again()
    {
        var payer = Guid.CreateVersion7();
        var (citizen, id, officer) = await app.Sent("paused-fee", payer);
        await officer.Post($"/api/v1/cases/{id}/actions/ask-fee", new { fields = new JsonObject { ["area"] = 10 } });
        Assert.Equal(ClockState.Paused, (await app.Card(id)).State);
        var charge = (await citizen.Get($"/api/v1/cases/{id}"))["charges"]![0]!;
        Assert.Equal(100_00, (await app.Demand(charge["id"]!.GetValue<Guid>())).Total.Paise);
        app.Clock.Advance(TimeSpan.FromDays(4));

        var payment = await app.Pay(charge["id"]!.GetValue<Guid>(), payer, "first");

        Assert.Equal(ClockState.Running, (await app.Card(id)).State);
        await app.Hear(payment, $"first-{charge["id"]!.GetValue<Guid>():N}", NewsKind.Refunded, 100_00);
        await app.Settle();
        Assert.Null((await citizen.Get($"/api/v1/cases/{id}"))["charges"]![0]!["paidAt"]);
        await app.Pay(charge["id"]!.GetValue<Guid>(), payer, "again");
        Assert.NotNull((await citizen.Get($"/api/v1/cases/{id}"))["charges"]![0]!["paidAt"]);
        Assert.Equal(ClockState.Running, (await app.Card(id)).State);
        await app.IsFold(id);
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_case_that_ends_asks_for_its_unpaid_fee_no_longer()
    {
        var payer = Guid.CreateVersion7();
        var (citizen, id, officer) = await app.Sent("paused-fee", payer);
        await officer.Post($"/api/v1/cases/{id}/actions/ask-fee", new { fields = new JsonObject { ["area"] = 10 } });

        await citizen.Post($"/api/v1/cases/{id}/withdrawal", new { });

        var charge = (await citizen.Get($"/api/v1/cases/{id}"))["charges"]![0]!;
        Assert.NotNull(charge["lapsedAt"]);
        Assert.Null(await app.Read(services => services.GetRequiredService<IPayments>().Of(charge["id"]!.GetValue<Guid>(), default)));
    }

    private static object Report(DateOnly day) => new { fields = new JsonObject { ["report-date"] = $"{day:yyyy-MM-dd}", ["report-letter"] = "Superintendent's letter 12/2026" } };
}
