using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Clock;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Tests.Clock;

/// <summary>The reason of a due date, for whoever may read the case. The demonstration's cases are asked.</summary>
public sealed class ExplainTests(DemoApp app) : IClassFixture<DemoApp>
{
    private static readonly Actor Auditor = new(ActorKind.Staff, Guid.CreateVersion7(), null, null, [Grant.Auditor]);

    [Fact]
    public async Task Every_day_to_the_due_date_is_told_over_the_API()
    {
        var clock = await Some(ClockState.Running);

        var told = (await app.Client(Auditor).GetFromJsonAsync<JsonObject>(Address(clock)))!;

        Assert.Equal("running", (string?)told["state"]);
        Assert.Equal(clock.DueAt, told["dueAt"]!.GetValue<DateTimeOffset>());
        var days = told["days"]!.AsArray();
        Assert.Equal("first-day-excluded", (string?)days[0]!["verdict"]);
        Assert.Equal(clock.Rule.Limit, days.Count(day => (string?)day!["verdict"] is "counted"));
    }

    [Fact]
    public async Task Who_may_not_read_the_case_finds_nothing()
    {
        var clock = await Some(ClockState.Running);
        var stranger = new Actor(ActorKind.Citizen, Guid.CreateVersion7(), null, null, []);

        using var api = await app.Client(stranger).GetAsync(Address(clock));
        using var page = await app.Client(stranger).GetAsync(new Uri($"/cases/{clock.Reference}/clock", UriKind.Relative));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (api.StatusCode, page.StatusCode));
    }

    [Theory]
    [InlineData("en", "First day: not counted")]
    [InlineData("hi", "पहला दिन: नहीं गिना जाता")]
    [InlineData("gu", "પહેલો દિવસ: ગણાતો નથી")]
    [InlineData("ml", "ആദ്യ ദിവസം: എണ്ണുന്നില്ല")]
    [InlineData("pa", "ਪਹਿਲਾ ਦਿਨ: ਨਹੀਂ ਗਿਣਿਆ ਜਾਂਦਾ")]
    public async Task The_page_says_it_in_the_readers_language(string language, string words)
    {
        var clock = await Some(ClockState.Running);

        var page = await app.Client(Auditor).GetStringAsync(new Uri($"/cases/{clock.Reference}/clock?lang={language}", UriKind.Relative));

        Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_demonstration_clock_keeps_what_its_events_give()
    {
        var clocks = await app.Read(services => services.GetRequiredService<ClockDb>().Clocks.ToListAsync());
        Assert.NotEmpty(clocks);
        foreach (var clock in clocks)
        {
            var calendar = await app.Read(services => services.GetRequiredService<OpenSeva.Contracts.Directory.IDirectory>().Calendar(clock.OfficeId, default));
            Assert.Equal(DueDate.Compute(clock.Rule, calendar, clock.Events).DueAt, clock.DueAt);
        }
    }

    private static Uri Address(CaseClock clock) => new($"/api/v1/cases/{clock.Reference}/clock", UriKind.Relative);

    private Task<CaseClock> Some(ClockState state) => app.Read(services =>
        services.GetRequiredService<ClockDb>().Clocks.Where(clock => clock.State == state).OrderBy(clock => clock.Id).FirstAsync());
}
