using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Directory;
using OpenSeva.Contracts.Payments;
using OpenSeva.Documents;
using OpenSeva.Kernel;
using OpenSeva.Payments;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>Single lines that keep somebody out or something right.</summary>
public sealed class GuardTests(CaseApp app) : IClassFixture<CaseApp>
{
    private static readonly DateTimeOffset Due = new(2026, 12, 7, 11, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_token_reads_the_applications_of_its_own_department_only()
    {
        var (income, pension) = (await CaseApp.Income(app.As(CaseApp.Citizen())), await CaseApp.Pension(app.As(CaseApp.Citizen())));
        var token = app.As(new Actor(ActorKind.Token, Guid.CreateVersion7(), null, "revenue", [Scope.Cases]));

        var read = (await token.Get("/api/v1/cases?limit=100"))["items"]!.AsArray().Select(line => line!["id"]!.GetValue<Guid>()).ToList();

        Assert.Contains(income, read);
        Assert.DoesNotContain(pension, read);
        Assert.Equal(HttpStatusCode.OK, (await token.Try(HttpMethod.Get, $"/api/v1/cases/{income}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await token.Try(HttpMethod.Get, $"/api/v1/cases/{pension}")).StatusCode);
    }

    [Fact]
    public async Task A_reason_of_refusal_that_the_service_does_not_know_refuses_nobody()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Income(citizen);
        await app.As(await app.Officer("village-officer", CaseApp.Village)).Post($"/api/v1/cases/{id}/actions/recommend", new
        {
            fields = new Dictionary<string, object> { ["enquiry-date"] = "2026-11-16", ["assessed-income"] = 240_000_00, ["enquiry-report"] = "Visited the house." },
        });
        var tahsildar = app.As(await app.Officer("tahsildar", CaseApp.Village, staff: Guid.CreateVersion7()));

        foreach (var reasons in new[] { new[] { "not-liked" }, ["not-resident", "not-liked"], ["unreadable"] })
        {
            var answer = await tahsildar.TryPost($"/api/v1/cases/{id}/actions/reject", new { reasons });
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.NotNull(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!["reasons"]);
        }

        Assert.Equal("open", (await citizen.Get($"/api/v1/cases/{id}"))["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_was_paid_goes_back_when_the_changed_answers_cost_something_else()
    {
        var payer = Guid.CreateVersion7();
        var citizen = app.As(CaseApp.Citizen(payer));
        var id = await CaseApp.LicenceDraft(citizen);
        await citizen.Post($"/api/v1/drafts/{id}/submission", new { });
        // A file is lost before the payment arrives: the application is its citizen's again, and paid.
        await app.Run(async services =>
        {
            var db = services.GetRequiredService<DocumentsDb>();
            db.Remove(await db.Uploads.OrderBy(one => one.Id).LastAsync(one => one.Owner == payer));
            return true;
        });
        await app.Pay(id, payer);
        await CaseApp.Attach(citizen, id, "food-registration");
        await citizen.Put($"/api/v1/drafts/{id}/pages/premises", Premises(90));

        var before = (await Demand())!;
        var browser = new Browser(app.Client(CaseApp.Citizen(payer)));
        await browser.Open($"/applications/{id}/check");
        Assert.Contains($"{before.Total} goes back to you", browser.Text, StringComparison.Ordinal);

        var sent = await citizen.Post($"/api/v1/drafts/{id}/submission", new { });

        var asked = (await Demand())!;
        Assert.True(asked.Total.Paise > before.Total.Paise);
        Assert.Equal((null, asked.PayPath), (sent["number"], sent["payPath"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.Try(HttpMethod.Get, $"/api/v1/cases/{id}")).StatusCode);
        var refund = await app.Read(services => services.GetRequiredService<PaymentsDb>().Refunds.SingleAsync(one => one.Thread == $"case/{id:N}"));
        Assert.Equal(before.Total, refund.Amount);
        await app.Pay(id, payer);
        var number = (await citizen.Get($"/api/v1/cases/{id}"))["number"]!.GetValue<string>();
        var receipt = await citizen.Get($"/api/v1/payments/demands/{asked.Id}/receipt");
        Assert.Equal((number, "Lakshmi Amma"), (receipt["application"]!.GetValue<string>(), receipt["payer"]!.GetValue<string>()));
        Assert.Null((await app.VerifyJournal()).Fault);

        Task<DemandCard?> Demand() => app.Read(services => services.GetRequiredService<IPayments>().Of(id, default));

        static object Premises(int area) => new
        {
            answers = new JsonObject { ["trade-name"] = "Biju Tea", ["building-number"] = "4/12", ["street"] = "Market Road", ["ward"] = CaseApp.Ward, ["pin-code"] = "682001", ["premises-held"] = "rented", ["floor-area"] = area },
        };
    }

    [Fact]
    public async Task The_head_reads_in_the_days_that_the_law_counts_how_much_of_a_limit_is_left()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Income(citizen);
        await app.Settle();
        var view = await citizen.Get($"/api/v1/cases/{id}");

        var head = app.As(new Actor(ActorKind.Staff, Guid.CreateVersion7(), null, view["department"]!.GetValue<string>(), [Grant.DepartmentHead]));
        var lines = (await head.Get("/api/v1/insight/cases?what=received&limit=100"))["items"]!.AsArray();

        var left = lines.Single(line => line!["id"]!.GetValue<Guid>() == id)!["workingDaysLeft"]!.GetValue<int>();
        Assert.Equal((view["workingDaysLeft"]!.GetValue<int>(), true), (left, left > 5));
    }

    [Fact]
    public async Task Nobody_enquired_before_the_application_was_sent()
    {
        var id = await CaseApp.Income(app.As(CaseApp.Citizen()));
        var officer = app.As(await app.Officer("village-officer", CaseApp.Village));

        var refused = await officer.TryPost($"/api/v1/cases/{id}/actions/recommend", Enquiry("2026-11-15"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.NotNull(JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["errors"]!["enquiry-date"]);
        await officer.Post($"/api/v1/cases/{id}/actions/recommend", Enquiry("2026-11-16"));

        static object Enquiry(string day) => new
        {
            fields = new Dictionary<string, object> { ["enquiry-date"] = day, ["assessed-income"] = 240_000_00, ["enquiry-report"] = "Visited the house." },
        };
    }

    [Fact]
    public async Task The_desk_reads_what_was_paid_and_the_citizen_until_when_it_is_decided_beside_the_status()
    {
        var payer = Guid.CreateVersion7();
        var id = await CaseApp.LicenceDraft(app.As(CaseApp.Citizen(payer)));
        await app.As(CaseApp.Citizen(payer)).Post($"/api/v1/drafts/{id}/submission", new { });
        await app.Pay(id, payer);
        var receipt = (await app.Read(services => services.GetRequiredService<IPayments>().Of(id, default)))!.ReceiptNumber!;
        var (officer, citizen) = (new Browser(app.Client(await app.Officer("municipal-licensing-officer", CaseApp.Ward))), new Browser(app.Client(CaseApp.Citizen(payer))));

        await officer.Open($"/office/cases/{id}");
        var fee = officer.Document.QuerySelectorAll(".band .facts > div").Single(fact => fact.QuerySelector("dt")!.TextContent is "Fee").TextContent;
        Assert.Contains("1,100", fee, StringComparison.Ordinal);
        Assert.Contains(receipt, fee, StringComparison.Ordinal);

        await citizen.Open($"/applications/{id}");
        var status = citizen.Document.QuerySelector(".columns section")!;
        Assert.Contains("To be decided by ", status.TextContent, StringComparison.Ordinal);
        Assert.Contains("working day", status.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_decision_at_the_due_instant_is_in_time_and_one_behind_it_is_not(int seconds, bool inTime)
    {
        var office = new OfficeCard(Guid.CreateVersion7(), "EKM-T1", new LocalText("Taluk office"), "revenue", new LocalText("Revenue"), "T627", "kerala");
        var desk = new SeatCard(Guid.CreateVersion7(), "EKM-T1-TAH", new LocalText("Tahsildar"), office, ["tahsildar"], null);
        var file = Case.Submit(
            new(Guid.CreateVersion7(), "N", "income-certificate", 1, "revenue", desk, "decision", Guid.CreateVersion7(), CaseApp.Village, Guid.CreateVersion7(), "Meera", "ml", Due, null, null), Due.AddDays(-9));

        file.Decide(true, Guid.CreateVersion7(), desk.PostId, [], Due.AddSeconds(seconds));

        Assert.Equal(inTime, file.Raised.OfType<CaseDecided>().Single().WithinLimit);
    }

    [Fact]
    public async Task The_applicant_s_name_follows_the_corrected_answer()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen, "Laksmi Amma");
        var secretary = app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat));
        await Object(secretary, id, "applicant-name");

        await citizen.Post($"/api/v1/cases/{id}/objection/answer", new { answers = new JsonObject { ["applicant-name"] = "Lakshmi Amma" } }, "*");

        Assert.Equal("Lakshmi Amma", (await secretary.Get($"/api/v1/cases/{id}"))["applicantName"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_withdrawal_lapses_the_objection_that_is_open()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        await Object(app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat)), id, "guardian-name");
        Assert.Null((await citizen.Get($"/api/v1/cases/{id}"))["objections"]![0]!["endedAt"]);

        await citizen.Post($"/api/v1/cases/{id}/withdrawal", new { });

        Assert.NotNull((await citizen.Get($"/api/v1/cases/{id}"))["objections"]![0]!["endedAt"]);
        Assert.Equal(HttpStatusCode.Conflict, (await citizen.TryPost($"/api/v1/cases/{id}/objection/answer", new { answers = new { } }, "*")).StatusCode);
    }

    private static Task<JsonNode> Object(Api officer, Guid id, string field) =>
        officer.Post($"/api/v1/cases/{id}/actions/object", new { points = new[] { new { kind = "field", target = field, reason = "does-not-match" } } });
}
