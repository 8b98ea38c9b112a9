using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases;
using OpenSeva.Cases.Drafts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>What a citizen keeps for later is bounded, whoever sends it: entries, length, and all of it together.</summary>
public sealed class KeptAnswersTests(CaseApp app) : IClassFixture<CaseApp>
{
    private readonly Actor who = CaseApp.Citizen();

    private Api Citizen => app.As(who);

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_group_of_eighty_thousand_entries_is_refused_at_its_field(bool later)
    {
        var id = await Begun("income-certificate");

        Assert.Equal("members", await Refused(id, "family", new() { ["members"] = new JsonArray([.. Enumerable.Range(0, 80_000).Select(_ => new JsonObject())]) }, later));
        Assert.Null((await Citizen.Get($"/api/v1/drafts/{id}"))["answers"]!["members"]);
    }

    [Fact]
    public async Task An_over_long_answer_is_refused_at_its_field_also_inside_a_group()
    {
        var (id, text) = (await Begun("income-certificate"), new string('x', 245_000));

        Assert.Equal("applicant-name", await Refused(id, "applicant", new() { ["applicant-name"] = text }, later: true));
        Assert.Equal("members.0.occupation", await Refused(id, "family", new() { ["members"] = new JsonArray(new JsonObject { ["occupation"] = text }) }, later: true));
    }

    [Fact]
    public async Task A_question_that_is_not_asked_takes_no_more_than_one_that_is()
    {
        var id = await Begun("old-age-pension");
        var page = new JsonObject
        {
            ["lives-alone"] = true, ["annual-income"] = 100, ["other-pension"] = false, ["pays-income-tax"] = false,
            ["household-members"] = new JsonArray(new JsonObject { ["member-name"] = new string('x', 5000) }),
        };

        Assert.Equal("household-members.0.member-name", await Refused(id, "household", page, later: false));
    }

    [Fact]
    public async Task Every_other_mistake_of_the_page_is_named_beside_the_one_that_is_beyond_all_bounds()
    {
        var answer = await Put(await Begun("income-certificate"), "applicant", new() { ["guardian-name"] = new string('x', 5000), ["mobile"] = "12" }, later: false);

        var fields = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!.AsObject().Select(error => error.Key).ToList();
        Assert.Equal(["applicant-name", "guardian-name", "birth-date", "gender", "mobile"], fields);
    }

    [Fact]
    public void All_answers_of_a_draft_together_are_bounded()
    {
        var draft = Draft.Start(Guid.CreateVersion7(), "any", 1, "en", Filer.Self, app.Clock.GetUtcNow());
        var page = new JsonObject { ["one"] = new string('x', Draft.MostCharacters / 2), ["other"] = new string('y', Draft.MostCharacters / 2) };

        draft.Keep(page, ["one"], app.Clock.GetUtcNow());

        Assert.Equal("draft.too-long", Assert.Throws<Refusal>(() => draft.Keep(page, ["other"], app.Clock.GetUtcNow())).Code);
    }

    [Fact]
    public async Task A_page_draws_no_more_entries_than_its_group_takes()
    {
        var id = await Begun("income-certificate");
        await app.Run(async services =>
        {
            var draft = await services.GetRequiredService<CasesDb>().Drafts.SingleAsync(one => one.Id == id);
            draft.Keep(new() { ["members"] = new JsonArray([.. Enumerable.Range(0, 900).Select(_ => new JsonObject())]) }, ["members"], app.Clock.GetUtcNow());
            return true;
        });
        var browser = new Browser(app.Client(who));

        await browser.Open($"/applications/{id}/form/family");

        Assert.Equal(20, browser.Document.QuerySelectorAll("button[value^='remove ']").Length);
    }

    [Fact]
    public async Task Nobody_has_more_than_fifty_applications_unsent()
    {
        var citizen = app.As(CaseApp.Citizen());
        for (var n = 0; n < Draft.MostPerCitizen; n++) await citizen.Post("/api/v1/drafts", new { service = "old-age-pension" });

        var answer = await citizen.TryPost("/api/v1/drafts", new { service = "old-age-pension" });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("urn:openseva:refusal:draft.too-many", (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["type"]!);
        var one = (await citizen.Get("/api/v1/drafts?limit=1"))["items"]![0]!["id"]!.GetValue<Guid>();
        await citizen.Try(HttpMethod.Delete, $"/api/v1/drafts/{one}");
        await citizen.Post("/api/v1/drafts", new { service = "old-age-pension" });
    }

    private async Task<Guid> Begun(string service) => (await Citizen.Post("/api/v1/drafts", new { service }))["id"]!.GetValue<Guid>();

    private Task<HttpResponseMessage> Put(Guid id, string page, JsonObject answers, bool later) =>
        Citizen.Try(HttpMethod.Put, $"/api/v1/drafts/{id}/pages/{page}", JsonContent.Create(new JsonObject { ["answers"] = answers, ["unchecked"] = later }));

    /// <returns>The last field that the problem names.</returns>
    private async Task<string> Refused(Guid id, string page, JsonObject answers, bool later)
    {
        var answer = await Put(id, page, answers, later);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!.AsObject().Select(error => error.Key).Last();
    }
}
