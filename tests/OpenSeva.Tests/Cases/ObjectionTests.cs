using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases;
using OpenSeva.Kernel;
using OpenSeva.Tests.Documents;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>An officer asks for corrections, the citizen makes exactly those.</summary>
public sealed class ObjectionTests(CaseApp app) : IClassFixture<CaseApp>
{
    private static readonly object TwoPoints = new
    {
        points = new object[]
        {
            new { kind = "field", target = "guardian-name", reason = "does-not-match" },
            new { kind = "document", target = "age-proof", reason = "unreadable", note = "Page 2" },
        },
        remarks = "Please correct both.",
    };

    [Fact]
    public async Task The_citizen_corrects_just_what_was_named_and_the_clock_runs_again()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        var secretary = app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat));

        await secretary.Post($"/api/v1/cases/{id}/actions/object", TwoPoints);

        var asked = await citizen.Get($"/api/v1/cases/{id}");
        Assert.Equal("with-citizen", asked["state"]!.GetValue<string>());
        Assert.Equal("citizen-answer", asked["pauseReason"]!.GetValue<string>());
        Assert.Null(asked["dueAt"]);
        Assert.NotNull(asked["holder"]);

        app.Clock.Advance(TimeSpan.FromDays(3));
        var answered = await citizen.Post($"/api/v1/cases/{id}/objection/answer", new
        {
            answers = new Dictionary<string, string> { ["guardian-name"] = "Raman Nair" },
            documents = new[] { new { code = "age-proof", upload = await CaseApp.Upload(citizen) } },
        });

        Assert.Equal("open", answered["state"]!.GetValue<string>());
        var view = await citizen.Get($"/api/v1/cases/{id}");
        Assert.Equal(2, view["answersVersion"]!.GetValue<int>());
        Assert.Equal("Raman Nair", view["answers"]!["guardian-name"]!.GetValue<string>());
        Assert.Equal("Lakshmi Amma", view["answers"]!["applicant-name"]!.GetValue<string>());
        Assert.NotNull(view["dueAt"]);
        await secretary.Post($"/api/v1/cases/{id}/actions/forward", Forward);
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task An_objection_names_what_is_there_with_a_coded_reason()
    {
        var id = await CaseApp.Pension(app.As(CaseApp.Citizen()));
        var secretary = app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat));

        var answer = await secretary.TryPost($"/api/v1/cases/{id}/actions/object", new
        {
            points = new object[] { new { kind = "field", target = "shoe-size", reason = "does-not-match" }, new { kind = "document", target = "age-proof", reason = "clear the objection" } },
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.NotNull(problem["errors"]!["points.0.target"]);
        Assert.NotNull(problem["errors"]!["points.1.reason"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await secretary.TryPost($"/api/v1/cases/{id}/actions/object", new { remarks = "clear the objection" })).StatusCode);
    }

    [Fact]
    public async Task A_reason_fits_what_it_is_said_of_and_only_such_are_offered()
    {
        var id = await CaseApp.Pension(app.As(CaseApp.Citizen()));
        var actor = await app.Officer("panchayat-secretary", CaseApp.Panchayat);

        var answer = await app.As(actor).TryPost($"/api/v1/cases/{id}/actions/object", new
        {
            points = new object[] { new { kind = "field", target = "guardian-name", reason = "unreadable" }, new { kind = "document", target = "age-proof", reason = "does-not-match" } },
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!.AsObject();
        Assert.Equal(["points.0.reason", "points.1.reason"], errors.Select(error => error.Key));

        var page = new Browser(app.Client(actor));
        await page.Open($"/office/cases/{id}/actions/object");
        IEnumerable<string?> Offered(string name) => page.Document.QuerySelectorAll($"select[name='{name}'] option").Select(option => option.GetAttribute("value"));
        Assert.Equal(["", "does-not-match", "details-missing"], Offered("point.Field.guardian-name"));
        Assert.Equal(["", "unreadable", "wrong-document", "document-expired", "details-missing"], Offered("point.Document.age-proof"));
        await page.Submit("act", ("point.Field.guardian-name", "unreadable"), ("step", "continue"));
        Assert.Contains("does not fit here", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_keeps_what_was_objected_to_and_what_was_answered()
    {
        var who = CaseApp.Citizen();
        var citizen = app.As(who);
        var id = await CaseApp.Pension(citizen);
        var secretary = await app.Officer("panchayat-secretary", CaseApp.Panchayat);
        await app.As(secretary).Post($"/api/v1/cases/{id}/actions/object", TwoPoints);
        await citizen.Post($"/api/v1/cases/{id}/objection/answer", new
        {
            answers = new Dictionary<string, string> { ["guardian-name"] = "Raman Nair" },
            documents = new[] { new { code = "age-proof", upload = await CaseApp.Upload(citizen) } },
        });

        var objection = (await citizen.Get($"/api/v1/cases/{id}"))["objections"]![0]!;
        Assert.Equal(("Raman", "Raman Nair"), (objection["before"]!["guardian-name"]!.GetValue<string>(), objection["mended"]!["guardian-name"]!.GetValue<string>()));
        foreach (var (reader, address) in new[] { (who, $"/applications/{id}"), (secretary, $"/office/cases/{id}") })
        {
            var page = new Browser(app.Client(reader));
            await page.Open(address);
            var history = page.Document.QuerySelector(".timeline")!.TextContent;
            Assert.Contains("The answer does not match the document", history, StringComparison.Ordinal);
            Assert.Contains("Page 2", history, StringComparison.Ordinal);
            Assert.Contains("Raman Nair (before: Raman)", string.Join(' ', history.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
            Assert.Contains("a new file was given", history, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_document_given_anew_keeps_its_place_and_is_marked()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        var secretary = await app.Officer("panchayat-secretary", CaseApp.Panchayat);
        var before = (await citizen.Get($"/api/v1/cases/{id}"))["documents"]!.AsArray().Select(document => (string)document!["code"]!).ToList();
        await app.As(secretary).Post($"/api/v1/cases/{id}/actions/object", TwoPoints);

        await citizen.Post($"/api/v1/cases/{id}/objection/answer", new
        {
            answers = new Dictionary<string, string> { ["guardian-name"] = "Raman Nair" },
            documents = new[] { new { code = "age-proof", upload = await CaseApp.Upload(citizen) } },
        });

        Assert.Equal(before, (await citizen.Get($"/api/v1/cases/{id}"))["documents"]!.AsArray().Select(document => (string)document!["code"]!));
        var page = new Browser(app.Client(secretary));
        await page.Open($"/office/cases/{id}");
        var marked = Assert.Single(page.Document.QuerySelectorAll("#documents .shelf li"), line => line.QuerySelector(".tag") is not null);
        Assert.Contains("Answered by the applicant", marked.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_else_than_what_was_named_can_be_changed()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        await app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat)).Post($"/api/v1/cases/{id}/actions/object", TwoPoints);

        var answer = await citizen.TryPost($"/api/v1/cases/{id}/objection/answer", new
        {
            answers = new Dictionary<string, object> { ["annual-income"] = 100 },
            documents = new[] { new { code = "age-proof", upload = await CaseApp.Upload(citizen) } },
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(1, (await citizen.Get($"/api/v1/cases/{id}"))["answersVersion"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_desk_may_go_on_without_the_answer()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        var secretary = app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat));
        await secretary.Post($"/api/v1/cases/{id}/actions/object", TwoPoints);
        Assert.Equal(HttpStatusCode.Conflict, (await secretary.TryPost($"/api/v1/cases/{id}/actions/forward", Forward)).StatusCode);

        await secretary.Post($"/api/v1/cases/{id}/objection/end", new { remarks = "No answer in 30 days" });

        await secretary.Post($"/api/v1/cases/{id}/actions/forward", Forward);
        Assert.Equal(HttpStatusCode.Conflict, (await citizen.TryPost($"/api/v1/cases/{id}/objection/answer", new { })).StatusCode);
        Assert.NotNull((await citizen.Get($"/api/v1/cases/{id}"))["dueAt"]);
    }

    [Fact]
    public async Task An_answer_has_bounds_and_the_same_file_counts_once()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        await app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat)).Post($"/api/v1/cases/{id}/actions/object", TwoPoints);
        var file = new { code = "age-proof", upload = await CaseApp.Upload(citizen) };

        Task<HttpResponseMessage> Answer(object answer) => citizen.TryPost($"/api/v1/cases/{id}/objection/answer", answer);
        Assert.Equal(HttpStatusCode.BadRequest, (await Answer(new { documents = new[] { file }, remarks = new string('x', 2001) })).StatusCode);
        var many = await Answer(new { documents = Enumerable.Range(0, 61).Select(_ => new { code = "age-proof", upload = Guid.CreateVersion7() }) });
        Assert.Contains("draft.too-many-documents", await many.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await Answer(new { documents = new[] { file, file } })).StatusCode);
        var kept = await app.Read(services => services.GetRequiredService<CasesDb>().Answers.SingleAsync(answers => answers.CaseId == id && answers.N == 2));
        Assert.Single(kept.Documents, document => document.Code == "age-proof");
    }

    [Fact]
    public async Task A_file_the_service_does_not_take_is_refused_wherever_it_is_given()
    {
        var citizen = app.As(CaseApp.Citizen());
        var id = await CaseApp.Pension(citizen);
        await app.As(await app.Officer("panchayat-secretary", CaseApp.Panchayat)).Post($"/api/v1/cases/{id}/actions/object", TwoPoints);
        using var photo = new ByteArrayContent(Photos.Large(13)) { Headers = { ContentType = new("image/jpeg") } };
        var large = (await citizen.Send(HttpMethod.Post, "/api/v1/uploads?name=large.jpg", photo))["id"]!.GetValue<Guid>();

        var answer = await citizen.TryPost($"/api/v1/cases/{id}/objection/answer", new { documents = new[] { new { code = "age-proof", upload = large } } });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("larger than 12 MB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var licence = await CaseApp.LicenceDraft(citizen);
        Task<HttpResponseMessage> Give(string code, Guid upload) => citizen.TryPost($"/api/v1/drafts/{licence}/documents/{code}", new { upload });
        Assert.Contains("document.too-large", await (await Give("identity-proof", large)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("document.not-accepted", await (await Give("partnership-deed", await CaseApp.Upload(citizen))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private object Forward => new { fields = new Dictionary<string, object> { ["visit-date"] = $"{app.Clock.Today:yyyy-MM-dd}", ["visit-report"] = "Visited the house and saw her." } };
}
