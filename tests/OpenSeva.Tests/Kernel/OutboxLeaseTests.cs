using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Tests.Kernel;

/// <summary>What a worker had taken from the outbox when it died.</summary>
public sealed class OutboxLeaseTests(TrialApp app) : IClassFixture<TrialApp>
{
    [Fact]
    public async Task Of_the_only_worker_it_is_delivered_at_the_next_start_and_of_several_after_the_lease()
    {
        await Change();
        // Taken by somebody who died in the middle.
        await Execute("update outbox set attempts = 1, next_at = @later where done_at is null", app.Clock.GetUtcNow().AddMinutes(1));
        await Relay.TakeUp(default);
        var atStart = await Relay.Drain(default);
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(Database.IsPostgres ? (0, 1) : (1, 0), (atStart, await Relay.Drain(default)));
    }

    [Fact]
    public async Task What_failed_keeps_its_pause()
    {
        await Change();
        await Execute("update outbox set attempts = 3, error = 'trial.negative', next_at = @later where done_at is null", app.Clock.GetUtcNow().AddSeconds(8));
        await Relay.TakeUp(default);

        Assert.Equal(0, await Relay.Drain(default));
        app.Clock.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal(1, await Relay.Drain(default));
    }

    [Fact]
    public async Task What_only_the_next_version_knows_waits_for_it_and_what_nobody_listens_to_any_more_is_done()
    {
        await Change();
        await Execute("update outbox set type = 'EventOfTheNextVersion', next_at = @later where done_at is null", app.Clock.GetUtcNow());
        Assert.Equal(0, await Relay.Drain(default));
        for (var attempt = 0; attempt < StuckMessages.Tries; attempt++)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(0, await Relay.Drain(default));
        }

        var stuck = Assert.Single(await app.Services.GetRequiredService<StuckMessages>().List(default));
        Assert.Equal(("EventOfTheNextVersion", "outbox.unknown-event"), (stuck.Type, stuck.Failure));

        // A node that knows it starts: no pause is waited for.
        await Execute("update outbox set type = 'LedgerChanged' where done_at is null and @later is not null", app.Clock.GetUtcNow());
        await Relay.TakeUp(default);
        Assert.Equal(1, await Relay.Drain(default));

        await Change();
        await Execute("update outbox set type = 'ServicePublished', next_at = @later where done_at is null", app.Clock.GetUtcNow());
        Assert.Equal(1, await Relay.Drain(default));
    }

    private OutboxRelay Relay => app.Services.GetRequiredService<OutboxRelay>();

    private async Task Change()
    {
        await Relay.Drain(default);
        var ledger = WorkTests.New(Guid.CreateVersion7());
        ledger.Add(new Money(1), app.Clock.Now);
        await app.Save<LedgerDb>(ledger);
    }

    private async Task Execute(string sql, DateTimeOffset later)
    {
        await using var connection = app.Services.GetRequiredService<Storage>().NewConnection();
        await connection.OpenAsync();
        await using var command = connection.Command(sql).With("later", later.UtcDateTime);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
