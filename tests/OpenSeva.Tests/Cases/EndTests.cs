using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Clock;
using OpenSeva.LegalClock;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Cases;

/// <summary>When a case ends, the law's time ends with it.</summary>
public sealed class EndTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Theory]
    [InlineData("approve")]
    [InlineData("reject")]
    [InlineData("withdraw")]
    public async Task The_clock_stands_from_then_on_and_says_so(string way)
    {
        var citizen = CaseApp.Citizen();
        var id = await CaseApp.Income(app.As(citizen));
        var fields = new Dictionary<string, object> { ["enquiry-date"] = "2026-11-16", ["assessed-income"] = 240_000_00, ["enquiry-report"] = "The house was visited." };
        await app.As(await app.Officer("village-officer", CaseApp.Village)).Post($"/api/v1/cases/{id}/actions/recommend", new { fields });
        var tahsildar = app.As(await app.Officer("tahsildar", CaseApp.Village));
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var ended = app.Clock.GetUtcNow();

        if (way is "withdraw") await app.As(citizen).Post($"/api/v1/cases/{id}/withdrawal", new { });
        else await tahsildar.Post($"/api/v1/cases/{id}/actions/{way}", new { reasons = way is "reject" ? new[] { "income-not-proved" } : [] });
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(ClockState.Stopped, (await app.Read(services => services.GetRequiredService<IClock>().Of(id, default)))!.State);
        var told = await app.As(citizen).Get($"/api/v1/cases/{id}/clock");
        Assert.Equal(("stopped", ended), ((string?)told["state"], told["stoppedAt"]!.GetValue<DateTimeOffset>()));
        var browser = new Browser(app.Client(citizen));
        await browser.Open($"/applications/{id}");
        Assert.Contains("within the limit.", browser.Text, StringComparison.Ordinal);
    }
}
