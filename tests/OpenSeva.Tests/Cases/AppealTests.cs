using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>Whoever is refused reads to whom, within which time and how to appeal.</summary>
public sealed class AppealTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Theory]
    [InlineData("en", "Revenue divisional officer", "within 30 days")]
    [InlineData("hi", "राजस्व", "30 दिन")]
    [InlineData("gu", "પ્રાંત અધિકારી", "30 દિવસ")]
    [InlineData("ml", "റവന്യൂ", "30 ദിവസ")]
    [InlineData("pa", "ਮਾਲ", "30 ਦਿਨ")]
    public async Task A_refused_application_s_page_names_the_first_appellate_authority_and_the_days(string language, string authority, string days)
    {
        var who = CaseApp.Citizen();
        var id = await CaseApp.Income(app.As(who));
        await app.As(await app.Officer("village-officer", CaseApp.Village)).Post($"/api/v1/cases/{id}/actions/advise-refusal", new
        {
            fields = new Dictionary<string, object> { ["enquiry-date"] = "2026-11-16", ["assessed-income"] = 900_000_00, ["enquiry-report"] = "Nobody of this name lives there." },
        });
        var citizen = new Browser(app.Client(who));
        await citizen.Open($"/applications/{id}?lang={language}");
        Assert.DoesNotContain(days, citizen.Text, StringComparison.Ordinal);

        await app.As(await app.Officer("tahsildar", CaseApp.Village, staff: Guid.CreateVersion7())).Post($"/api/v1/cases/{id}/actions/reject", new { reasons = new[] { "not-resident" } });

        await citizen.Open($"/applications/{id}?lang={language}");
        var view = await app.As(who).Get($"/api/v1/cases/{id}");
        var notice = Assert.Single(citizen.Document.QuerySelectorAll(".notice"), one => one.TextContent.Contains(days, StringComparison.Ordinal)).TextContent;
        Assert.Contains(authority, notice, StringComparison.Ordinal);
        Assert.Contains(view["number"]!.GetValue<string>(), notice, StringComparison.Ordinal);
        Assert.Equal(("revenue-divisional-officer", 30), (view["appeal"]!["authority"]!.GetValue<string>(), view["appeal"]!["days"]!.GetValue<int>()));
    }
}
