using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases.Drafts;
using OpenSeva.Definitions;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>A place is asked for at a level: a village, a panchayat, a ward.</summary>
public sealed class PlaceTests(CaseApp app) : IClassFixture<CaseApp>
{
    private const string District = "D555";

    [Theory]
    [InlineData("en", "Choose a place of this kind: Panchayat.")]
    [InlineData("ml", "ഈ തരത്തിലുള്ള സ്ഥലം തിരഞ്ഞെടുക്കുക: പഞ്ചായത്ത്.")]
    public async Task A_district_is_refused_where_a_panchayat_is_asked(string language, string sentence)
    {
        var citizen = app.As(CaseApp.Citizen());
        citizen.Http.DefaultRequestHeaders.Add("Accept-Language", language);
        var id = (await citizen.Post("/api/v1/drafts", new { service = "old-age-pension" }))["id"]!.GetValue<Guid>();

        foreach (var place in new[] { District, CaseApp.Village })
        {
            var answers = new JsonObject { ["house"] = "12", ["panchayat"] = place, ["pin-code"] = "682001", ["resident-years"] = 40 };
            var answer = await citizen.Try(HttpMethod.Put, $"/api/v1/drafts/{id}/pages/residence", JsonContent.Create(new { answers }));

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            Assert.Equal("address-level", problem["codes"]!["panchayat"]![0]!.GetValue<string>());
            Assert.Equal(sentence, problem["errors"]!["panchayat"]![0]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task An_officers_own_form_asks_for_the_level_too()
    {
        var place = new Field("place", FieldType.Address, true, null, null, null, null, [], []) { Levels = ["village"] };
        var seen = new StageAction("note", ActionKind.Forward, null, null, [], null, [], [place]);
        foreach (var (unit, wrong) in new[] { (District, "address-level"), (CaseApp.Village, null), ("nowhere", "address") })
        {
            var answers = new JsonObject { ["place"] = unit };
            var around = await app.Read(services => services.GetRequiredService<Checking>().Around(seen.Fields, answers, default));
            Assert.Equal(wrong, AnswersCheck.Of(seen, answers, around).SingleOrDefault()?.Code);
        }
    }

    [Fact]
    public async Task Only_what_leads_to_the_level_is_offered()
    {
        var who = CaseApp.Citizen();
        var id = (await app.As(who).Post("/api/v1/drafts", new { service = "old-age-pension" }))["id"]!.GetValue<Guid>();
        var browser = new Browser(app.Client(who));
        await browser.Open($"/applications/{id}/form/residence");
        await browser.Submit("page", ("f.house", "12"), ("f.panchayat", "S32"), ("f.panchayat.next", "yes"));
        var districts = Offered(browser);
        Assert.Contains(District, districts);
        // A district of which no panchayat was entered leads nowhere.
        Assert.DoesNotContain("D554", districts);

        await browser.Submit("page", ("f.house", "12"), ("f.panchayat", "S32"), ("f.panchayat", District), ("f.panchayat.next", "yes"));
        Assert.Contains("L221001", Offered(browser));
        Assert.DoesNotContain("T5601", Offered(browser));

        // Going on with a district says where the answer lies and keeps what was chosen.
        await browser.Submit("page", ("f.house", "12"), ("f.panchayat", "S32"), ("f.panchayat", District), ("f.pin-code", "682001"), ("f.resident-years", "40"), ("step", "continue"));
        Assert.NotEmpty(browser.Document.QuerySelectorAll("[data-errors] a[href='#f-panchayat']"));
        Assert.Equal(3, browser.Document.QuerySelectorAll("select[name='f.panchayat']").Length);
    }

    private static List<string?> Offered(Browser browser) =>
        [.. browser.Document.QuerySelectorAll("select[name='f.panchayat'] option").Select(option => option.GetAttribute("value"))];
}
