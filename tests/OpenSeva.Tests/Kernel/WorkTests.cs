using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Tests.Kernel;

public sealed class WorkTests(TrialApp app) : IClassFixture<TrialApp>
{
    private static readonly byte[] Body = [1];

    [Fact]
    public async Task A_refusal_undoes_what_two_windows_wrote()
    {
        var id = Guid.CreateVersion7();
        await Assert.ThrowsAsync<Refusal>(() => app.Run<bool>(services =>
        {
            services.GetRequiredService<LedgerDb>().Add(New(id));
            services.GetRequiredService<StampDb>().Add(new Stamp { Ledger = id });
            throw new Refusal("trial.no");
        }));

        Assert.False(await app.Read(services => services.GetRequiredService<LedgerDb>().Ledgers.AnyAsync(ledger => ledger.Id == id)));
        Assert.False(await app.Read(services => services.GetRequiredService<StampDb>().Stamps.AnyAsync(stamp => stamp.Ledger == id)));
    }

    [Fact]
    public async Task A_failure_while_saving_undoes_the_window_saved_before()
    {
        var (id, twice) = (Guid.CreateVersion7(), new Stamp { Ledger = Guid.CreateVersion7() });
        await app.Save<StampDb>(twice);
        await Assert.ThrowsAsync<DbUpdateException>(() => app.Run(services =>
        {
            services.GetRequiredService<LedgerDb>().Add(New(id));
            services.GetRequiredService<StampDb>().Add(new Copy(twice.Id, twice.Ledger).AsStamp());
            return Task.FromResult(true);
        }));

        Assert.False(await app.Read(services => services.GetRequiredService<LedgerDb>().Ledgers.AnyAsync(ledger => ledger.Id == id)));
    }

    [Fact]
    public async Task A_window_given_back_is_not_taken_from_its_next_holder()
    {
        // A program of its own: what other tests gave back would lie in its pool before.
        await using var alone = new TrialApp();
        await alone.InitializeAsync();
        var first = alone.Services.CreateAsyncScope();
        var window = first.ServiceProvider.GetRequiredService<LedgerDb>();
        await first.DisposeAsync();
        await using var second = alone.Services.CreateAsyncScope();
        var held = second.ServiceProvider.GetRequiredService<LedgerDb>();
        Assert.Same(window, held);

        // The container disposes of what it handed out, once for each time it was asked for.
        await window.DisposeAsync();
        window.Dispose();
        Assert.Equal(0, await held.Ledgers.CountAsync(ledger => ledger.Id == Guid.Empty));
        await using var third = alone.Services.CreateAsyncScope();
        Assert.NotSame(held, third.ServiceProvider.GetRequiredService<LedgerDb>());
    }

    [Fact]
    public async Task Windows_are_given_back_only_when_nobody_reads_any_more()
    {
        var page = app.Services.CreateAsyncScope();
        var window = page.ServiceProvider.GetRequiredService<LedgerDb>();
        var slow = new TaskCompletionSource();
        _ = page.ServiceProvider.GetRequiredService<Reading>().While(slow.Task);

        var end = page.DisposeAsync().AsTask();
        Assert.False(end.IsCompleted);
        Assert.Equal(0, await window.Ledgers.CountAsync(ledger => ledger.Id == Guid.Empty));
        slow.SetException(new InvalidOperationException("The page failed."));
        await end;
    }

    [Fact]
    public async Task A_commit_that_loses_its_database_claims_neither_outcome()
    {
        // The embedded database cannot go away.
        if (!Database.IsPostgres) return;
        await Assert.ThrowsAsync<OutcomeUnknown>(() => app.Run(async services =>
        {
            var mine = await services.GetRequiredService<LedgerDb>().Database.SqlQueryRaw<int>("select pg_backend_pid() as \"Value\"").SingleAsync();
            await using var killer = app.Services.GetRequiredService<Storage>().NewConnection();
            await killer.OpenAsync();
            await using var kill = killer.CreateCommand();
            kill.CommandText = $"select pg_terminate_backend({mine}, 5000)";
            return await kill.ExecuteScalarAsync();
        }));
    }

    [Fact]
    public async Task Fifty_requests_with_one_key_have_one_effect_and_one_answer()
    {
        var ledger = New(Guid.CreateVersion7());
        await app.Save<LedgerDb>(ledger);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Keyed("one-key", Body, ledger.Id)));

        Assert.Single(answers.Distinct());
        Assert.Equal(new Money(100), (await Find(ledger.Id)).Amount);
    }

    [Fact]
    public async Task What_is_answered_again_waits_for_the_same_disk()
    {
        // Commands on PostgreSQL share no commit.
        if (Database.IsPostgres) return;
        var ledger = New(Guid.CreateVersion7());
        await app.Save<LedgerDb>(ledger);
        var storage = app.Services.GetRequiredService<Storage>();
        var before = await storage.Turn(default);
        var (first, again) = (Keyed("waits", Body, ledger.Id), Keyed("waits", Body, ledger.Id));
        var after = storage.Turn(default);
        await before.DisposeAsync();

        // Both have done their part, and somebody else holds the commit they share open.
        await using (await after)
        {
            await Task.WhenAny(first, again, Task.Delay(TimeSpan.FromMilliseconds(300)));
            Assert.False(first.IsCompleted);
            Assert.False(again.IsCompleted);
        }

        Assert.Equal(await first, await again);
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_refused()
    {
        var ledger = New(Guid.CreateVersion7());
        await app.Save<LedgerDb>(ledger);
        await Keyed("body-key", Body, ledger.Id);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Keyed("body-key", [2], ledger.Id));

        Assert.Equal("request.key-reused", refusal.Code);
    }

    [Fact]
    public async Task Racing_commands_all_take_effect()
    {
        var ledger = New(Guid.CreateVersion7());
        await app.Save<LedgerDb>(ledger);

        // Each attempt may lose its race twice; the fourth of four is still served by the third try.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Add(ledger.Id)));

        Assert.Equal(new Money(300), (await Find(ledger.Id)).Amount);
    }

    [Fact]
    public async Task An_event_whose_handler_fails_is_delivered_again_with_one_effect()
    {
        var ledger = New(Guid.CreateVersion7());
        await app.Save<LedgerDb>(ledger);
        await app.Settle();
        var received = app.Services.GetRequiredService<Received>();
        (received.Failures, received.Deliveries) = (2, 0);

        await Add(ledger.Id);
        for (var i = 0; i < 3; i++)
        {
            await app.Services.GetRequiredService<OutboxRelay>().Drain(default);
            app.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(3, received.Deliveries);
        Assert.Equal(1, await app.Read(services => services.GetRequiredService<StampDb>().Stamps.CountAsync(stamp => stamp.Ledger == ledger.Id)));
    }

    [Theory]
    [InlineData(2, new long[] { 1, 2, 3 })]
    [InlineData(12, new long[] { 2, 3, 1 })]
    public async Task Behind_a_message_that_fails_its_stream_waits_but_not_for_ever(int failures, long[] order)
    {
        var ledger = New(Guid.CreateVersion7());
        await app.Save<LedgerDb>(ledger);
        await app.Settle();
        var received = app.Services.GetRequiredService<Received>();
        received.Failures = failures;
        received.Done.Clear();

        foreach (var paise in (long[])[1, 2, 3])
            await app.Run(async services =>
            {
                (await services.GetRequiredService<LedgerDb>().Ledgers.SingleAsync(one => one.Id == ledger.Id)).Add(new Money(paise), app.Clock.Now);
                return true;
            });
        for (var i = 0; i < 16; i++)
        {
            await app.Services.GetRequiredService<OutboxRelay>().Drain(default);
            app.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(order, received.Done);
    }

    [Fact]
    public async Task Numbers_have_no_gap_although_every_third_command_aborts()
    {
        const string series = "TRIAL/2026";
        await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
        {
            try
            {
                await app.Run(async services =>
                {
                    var ledger = New(Guid.CreateVersion7());
                    ledger.Number = await services.GetRequiredService<Numbers>().Draw(series, ledger.Id, default);
                    services.GetRequiredService<LedgerDb>().Add(ledger);
                    return i % 3 is 0 ? throw new Refusal("trial.abort") : true;
                });
            }
            catch (Refusal)
            {
                // Every third is meant to abort.
            }
        }));

        var numbers = await app.Read(services => services.GetRequiredService<LedgerDb>().Ledgers
            .Where(ledger => ledger.Number != null).Select(ledger => ledger.Number!.Value).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 40).Select(n => (long)n), numbers.Order());
    }

    internal static Ledger New(Guid id) => new Named(id).AsLedger();

    private async Task<Guid> Keyed(string key, byte[] body, Guid ledger)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var acting = scope.ServiceProvider.GetRequiredService<Acting>();
        (acting.Actor, acting.Key) = (Actor.System, new RequestKey(key, body));
        return await scope.ServiceProvider.GetRequiredService<Work>().Run(async (LedgerDb db) =>
        {
            (await db.Ledgers.SingleAsync(row => row.Id == ledger)).Add(new Money(100), app.Clock.Now);
            return Guid.CreateVersion7();
        }, default);
    }

    private Task<bool> Add(Guid ledger) => app.Run(async services =>
    {
        (await services.GetRequiredService<LedgerDb>().Ledgers.SingleAsync(row => row.Id == ledger)).Add(new Money(100), app.Clock.Now);
        return true;
    });

    private Task<Ledger> Find(Guid id) => app.Read(services => services.GetRequiredService<LedgerDb>().Ledgers.SingleAsync(row => row.Id == id));

    private sealed record Named(Guid Id)
    {
        public Ledger AsLedger() => Entities.WithId(new Ledger { Name = "trial" }, Id);
    }

    private sealed record Copy(Guid Id, Guid Ledger)
    {
        public Stamp AsStamp() => Entities.WithId(new Stamp { Ledger = Ledger }, Id);
    }
}

internal static class Entities
{
    /// <summary>An entity under a chosen id, as if it had been loaded.</summary>
    public static T WithId<T>(T entity, Guid id) where T : Entity
    {
        typeof(Entity).GetProperty(nameof(Entity.Id))!.SetValue(entity, id);
        return entity;
    }
}
