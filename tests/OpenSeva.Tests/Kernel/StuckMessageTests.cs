using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Tests.Operations;

namespace OpenSeva.Tests.Kernel;

/// <summary>The two small rooms on the collector's own machine.</summary>
public sealed class StuckApp : TrialApp
{
    protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Services.AddSingleton<IStartupFilter, PlacedApp.Place>();
    }
}

/// <summary>A message that keeps failing is seen, and says nothing of what somebody wrote.</summary>
public sealed class StuckMessageTests(StuckApp app) : IClassFixture<StuckApp>
{
    [Fact]
    public async Task What_keeps_failing_is_counted_and_named_by_kind_and_place_only()
    {
        app.Services.GetRequiredService<Received>().Failures = 100;
        var ledger = WorkTests.New(Guid.CreateVersion7());
        ledger.Add(new Money(1), app.Clock.Now);
        await app.Save<LedgerDb>(ledger);
        for (var attempt = 0; attempt <= StuckMessages.Tries; attempt++)
        {
            Assert.Contains("openseva_outbox_stuck 0\n", await Figures(), StringComparison.Ordinal);
            await app.Services.GetRequiredService<OutboxRelay>().Drain(default);
            app.Clock.Advance(TimeSpan.FromHours(1));
        }

        var stuck = Assert.Single(await app.Services.GetRequiredService<StuckMessages>().List(default));
        Assert.Contains("openseva_outbox_stuck 1\n", await Figures(), StringComparison.Ordinal);
        Assert.Equal((ledger.Stream, nameof(LedgerChanged)), (stuck.Stream, stuck.Type));
        Assert.StartsWith("System.InvalidOperationException\n", stuck.Failure, StringComparison.Ordinal);
        Assert.Contains(nameof(StampOnChange), stuck.Failure, StringComparison.Ordinal);
        Assert.DoesNotContain("fails after", stuck.Failure, StringComparison.Ordinal);
    }

    private async Task<string> Figures()
    {
        using var client = app.Client();
        return await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
    }
}
