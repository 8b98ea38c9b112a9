using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Clock;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Clock;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Tests.Clock;

/// <summary>An office where auditors may read every case and nobody else may read any.</summary>
public sealed class AuditedApp : OfficeApp
{
    protected override void Adjust(WebApplicationBuilder builder) => builder.Services.AddScoped<ICases, Audited>();

    private sealed class Audited : ICases
    {
        public Task<CaseCard?> Case(Guid id, CancellationToken ct) => Task.FromResult<CaseCard?>(null);

        public Task<CaseCard?> ByNumber(string number, CancellationToken ct) => Task.FromResult<CaseCard?>(null);

        public Task<JsonObject> Findings(Guid caseId, CancellationToken ct) => Task.FromResult(new JsonObject());

        public Task<bool> MayRead(Guid caseId, Actor actor, CancellationToken ct) => Task.FromResult(actor.Has(Grant.Auditor));
    }
}

/// <summary>The reason of a due date, for whoever may read the case.</summary>
public sealed class ExplainTests(AuditedApp app) : IClassFixture<AuditedApp>
{
    private static readonly Actor Auditor = new(ActorKind.Staff, Guid.CreateVersion7(), null, null, [Grant.Auditor]);

    [Fact]
    public async Task Every_day_to_the_due_date_is_told_over_the_API()
    {
        var clock = await Running();

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
        var clock = await Running();
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
        var clock = await Running();

        var page = await app.Client(Auditor).GetStringAsync(new Uri($"/cases/{clock.Reference}/clock?lang={language}", UriKind.Relative));

        Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_says_whether_it_ended_in_time()
    {
        var clock = await Running();
        var told = (await app.Read(services => services.GetRequiredService<Explain>().ToReader(clock.Reference, default), Auditor))!;
        var words = app.Services.GetRequiredService<Words>();
        string Said(DateTimeOffset? stopped, DateTimeOffset now) => ClockCommands.Text(words, "N/1", told with { StoppedAt = stopped }, now);

        Assert.Contains("within the limit", Said(told.DueAt, told.DueAt!.Value.AddDays(9)), StringComparison.Ordinal);
        Assert.Contains("after the limit", Said(told.DueAt.Value.AddMinutes(1), told.DueAt.Value.AddDays(9)), StringComparison.Ordinal);
        Assert.Contains("without a decision", Said(null, told.DueAt.Value.AddMinutes(1)), StringComparison.Ordinal);
        Assert.DoesNotContain("Ended", Said(null, told.StartedAt!.Value), StringComparison.Ordinal);
    }

    private static Uri Address(CaseClock clock) => new($"/api/v1/cases/{clock.Reference}/clock", UriKind.Relative);

    private async Task<CaseClock> Running()
    {
        var reference = Guid.CreateVersion7();
        var asked = new NewClock(
            reference, $"case/{reference:N}", new ClockRule(5, LimitUnit.WorkingDays, StartRule.Received, []), app.Taluk,
            [new ClockEvent(ClockEventKind.Received, app.Clock.GetUtcNow())]);
        await app.Run(services => services.GetRequiredService<IClock>().Start(asked, default));
        return await app.Read(services => services.GetRequiredService<ClockDb>().Clocks.SingleAsync(clock => clock.Reference == reference));
    }
}
