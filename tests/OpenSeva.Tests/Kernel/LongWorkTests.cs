using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Tests.Kernel;

/// <summary>A listener and a job that take as long as a test lets them.</summary>
public sealed class LongWorkApp : TrialApp
{
    protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Services.AddSingleton<Gates>().AddHandler<LedgerChanged, WaitsAtTheGate>().AddJob<LongJob>();
    }
}

public sealed class Gates
{
    /// <summary>The amount whose news is long in the making.</summary>
    public long Slow { get; set; }

    public SemaphoreSlim Entered { get; } = new(0);

    public SemaphoreSlim Open { get; } = new(0);

    public SemaphoreSlim Passed { get; } = new(0);
}

public sealed class WaitsAtTheGate(Gates gates) : IHandle<LedgerChanged>
{
    public async Task Handle(LedgerChanged happened, CancellationToken ct)
    {
        if (happened.Paise == gates.Slow)
        {
            gates.Entered.Release();
            await gates.Open.WaitAsync(ct);
        }

        gates.Passed.Release();
    }
}

public sealed class LongJob(Gates gates) : IJob
{
    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task Run(CancellationToken ct)
    {
        gates.Entered.Release();
        try
        {
            await gates.Open.WaitAsync(ct);
        }
        finally
        {
            gates.Passed.Release();
        }
    }
}

/// <summary>What takes longer than a lease stays with the node that is at it, and holds up nobody else.</summary>
public sealed class LongWorkTests(LongWorkApp app) : IClassFixture<LongWorkApp>, IDisposable
{
    private readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
    private readonly TickingClock clock = new(app.Clock.GetUtcNow());

    [Fact]
    public async Task A_message_long_in_the_making_is_not_taken_a_second_time()
    {
        Gates.Slow = 7;
        await Change(7);
        var relay = Relay();
        var slow = relay.Drain(patience.Token);
        await Gates.Entered.WaitAsync(patience.Token);

        for (var beat = 0; beat < 20; beat++) await Beat("select max(next_at) from outbox where done_at is null", TimeSpan.FromSeconds(5));

        Assert.Equal(0, await Relay().Drain(patience.Token));
        Gates.Open.Release();
        Assert.Equal(1, await slow);
    }

    [Fact]
    public async Task While_one_listener_is_long_at_it_the_worker_delivers_what_others_tell()
    {
        await Relay().Drain(patience.Token);
        Gates.Slow = 8;
        await Change(8);
        using var relay = Relay();
        await relay.StartAsync(patience.Token);
        await Gates.Entered.WaitAsync(patience.Token);
        while (Gates.Passed.CurrentCount > 0) await Gates.Passed.WaitAsync(patience.Token);

        await Change(1);
        await Gates.Passed.WaitAsync(patience.Token);

        Assert.Equal(0, Gates.Open.CurrentCount);
        Gates.Open.Release();
        while (await Execute("select seq from outbox where done_at is null limit 1") is not null) await Task.Delay(20, patience.Token);
        await relay.StopAsync(patience.Token);
    }

    [Fact]
    public async Task A_job_s_lease_is_renewed_while_it_runs_and_its_round_stops_when_it_is_lost()
    {
        using var runner = new JobRunner(
            [new JobKind(typeof(LongJob))], app.Services.GetRequiredService<IServiceScopeFactory>(), Storage, clock, NullLogger<JobRunner>.Instance);
        await runner.StartAsync(patience.Token);
        await Gates.Entered.WaitAsync(patience.Token);
        while (Gates.Passed.CurrentCount > 0) await Gates.Passed.WaitAsync(patience.Token);

        await Beat("select until from job where name = 'LongJob'", TimeSpan.FromSeconds(20));
        await Beat("select until from job where name = 'LongJob'", TimeSpan.FromSeconds(20));
        await Execute("update job set owner = 'another' where name = 'LongJob'");
        await Awaited(TimeSpan.FromSeconds(20));
        clock.Advance(TimeSpan.FromSeconds(20));

        await Gates.Passed.WaitAsync(patience.Token);
        await runner.StopAsync(patience.Token);
    }

    /// <summary>Moves the clock and waits until the lease has followed.</summary>
    private async Task Beat(string lease, TimeSpan by)
    {
        var before = await Execute(lease);
        await Awaited(by);
        clock.Advance(by);
        while (Equals(before, await Execute(lease))) await Task.Delay(20, patience.Token);
    }

    /// <summary>The next beat is set: what is moved before would pass it by.</summary>
    private async Task Awaited(TimeSpan by)
    {
        while (!clock.IsAwaited(by)) await Task.Delay(5, patience.Token);
    }

    private Gates Gates => app.Services.GetRequiredService<Gates>();

    private Storage Storage => app.Services.GetRequiredService<Storage>();

    private OutboxRelay Relay() => new(
        Storage, app.Services.GetRequiredService<IServiceScopeFactory>(), app.Services.GetRequiredService<EventNames>(),
        app.Services.GetRequiredService<OutboxSignal>(), clock, NullLogger<OutboxRelay>.Instance);

    private async Task Change(long paise)
    {
        var ledger = WorkTests.New(Guid.CreateVersion7());
        ledger.Add(new Money(paise), app.Clock.Now);
        await app.Save<LedgerDb>(ledger);
    }

    private async Task<object?> Execute(string sql)
    {
        await using var connection = Storage.NewConnection();
        await connection.OpenAsync(patience.Token);
        await using var command = connection.Command(sql);
        return await command.ExecuteScalarAsync(patience.Token);
    }

    public void Dispose() => patience.Dispose();
}
