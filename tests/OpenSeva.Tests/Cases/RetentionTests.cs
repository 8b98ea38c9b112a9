using System.Net;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>A pension's papers are kept for twenty years after its end.</summary>
public sealed class RetentionTests(CaseApp app) : IClassFixture<CaseApp>
{
    private static readonly Actor Administrator = new(ActorKind.Staff, Guid.CreateVersion7(), null, "revenue", [Grant.Administrator]);

    [Fact]
    public async Task What_is_over_longer_than_it_is_kept_is_listed_page_by_page_and_nothing_is_deleted()
    {
        var citizen = app.As(CaseApp.Citizen());
        var numbers = new List<string>();
        foreach (var name in new[] { "Lakshmi Amma", "Devaki Amma" })
        {
            var id = await CaseApp.Pension(citizen, name);
            await citizen.Post($"/api/v1/cases/{id}/withdrawal", new { });
            numbers.Add((await citizen.Get($"/api/v1/cases/{id}"))["number"]!.GetValue<string>());
            app.Clock.Advance(TimeSpan.FromDays(1));
        }

        await CaseApp.Pension(citizen, "Still Open");
        var began = app.Clock.GetUtcNow();
        Assert.Empty((await app.As(Administrator).Get("/api/v1/retention/ended"))["items"]!.AsArray());
        app.Clock.Set(began.AddYears(20).AddDays(1));

        var first = await app.As(Administrator).Get("/api/v1/retention/ended?limit=1");
        var second = await app.As(Administrator).Get($"/api/v1/retention/ended?limit=1&after={Uri.EscapeDataString(first["next"]!.GetValue<string>())}");

        Assert.Equal(numbers, new[] { first, second }.Select(page => Assert.Single(page["items"]!.AsArray())!["number"]!.GetValue<string>()));
        Assert.Null(second["next"]);
        var browser = new Browser(app.Client(Administrator));
        await browser.Open("/admin/retention");
        Assert.All(numbers, number => Assert.Contains(number, browser.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("Lakshmi", browser.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await citizen.Try(HttpMethod.Get, "/api/v1/retention/ended")).StatusCode);
        app.Clock.Set(began);
    }
}
