using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Clock;
using OpenSeva.Contracts.Clock;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Tests.Clock;

/// <summary>The clocks of cases, kept in the database.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    // An office of its own for each test: a holiday declared in one moves every other's due date.
    private readonly OfficeApp app = new();
    private static readonly ClockRule Rule = new(5, LimitUnit.WorkingDays, StartRule.Received, ["objection"]);

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        app.Clock.Set(OfficeApp.Kolkata(11, 16, 11));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_clock_starts_with_its_due_date()
    {
        var (_, card) = await Start();

        Assert.Equal((ClockState.Running, OfficeApp.Kolkata(11, 21, 17, 15), 0), (card.State, card.DueAt!.Value, card.DaysCounted));
    }

    [Fact]
    public async Task A_clock_counts_as_days_go_by()
    {
        var (reference, _) = await Start();

        app.Clock.Set(OfficeApp.Kolkata(11, 18, 18));

        Assert.Equal(2, (await Card(reference)).DaysCounted);
    }

    [Fact]
    public async Task A_pause_takes_the_due_date_and_the_end_of_it_gives_a_later_one()
    {
        var (reference, _) = await Start();

        app.Clock.Set(OfficeApp.Kolkata(11, 17, 12));
        var paused = await Record(reference, ClockEventKind.Paused, "objection");
        app.Clock.Set(OfficeApp.Kolkata(11, 19, 12));
        var resumed = await Record(reference, ClockEventKind.Resumed, "objection");

        Assert.Equal((ClockState.Paused, null, "objection"), (paused.State, paused.DueAt, paused.PauseReason));
        Assert.Equal((ClockState.Running, OfficeApp.Kolkata(11, 24, 17, 15)), (resumed.State, resumed.DueAt!.Value));
    }

    [Fact]
    public async Task A_pause_for_a_reason_the_rule_does_not_name_is_refused()
    {
        var (reference, _) = await Start();

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Record(reference, ClockEventKind.Paused, "busy"));

        Assert.Equal("clock.pause-not-named", refusal.Code);
        Assert.Equal(ClockState.Running, (await Card(reference)).State);
    }

    [Fact]
    public async Task A_stopped_clock_keeps_its_due_date_and_takes_nothing_more()
    {
        var (reference, card) = await Start();

        var stopped = await Record(reference, ClockEventKind.Stopped, null);

        Assert.Equal((ClockState.Stopped, card.DueAt), (stopped.State, stopped.DueAt));
        Assert.Equal("clock.stopped", (await Assert.ThrowsAsync<Refusal>(() => Record(reference, ClockEventKind.Paused, "objection"))).Code);
    }

    [Fact]
    public async Task A_holiday_declared_in_time_moves_running_clocks_and_leaves_ended_ones()
    {
        var (running, _) = await Start();
        var (stopped, before) = await Start();
        await Record(stopped, ClockEventKind.Stopped, null);

        await app.Declare(new DateOnly(2026, 11, 20), "Storm");
        await app.Settle();

        Assert.Equal(OfficeApp.Kolkata(11, 23, 17, 15), (await Card(running)).DueAt);
        Assert.Equal(before.DueAt, (await Card(stopped)).DueAt);
        Assert.Contains(await Days(running), day => day is { Verdict: DayVerdict.Holiday, Reason: "Storm" });
        Assert.Null((await app.VerifyJournal()).Fault);
    }

    [Fact]
    public async Task A_holiday_declared_after_the_limit_is_noted_and_the_breach_stands()
    {
        app.Clock.Set(OfficeApp.Kolkata(10, 5, 11));
        var (reference, card) = await Start();

        app.Clock.Set(OfficeApp.Kolkata(10, 12, 11));
        await app.Declare(new DateOnly(2026, 10, 7), "Election");
        await app.Settle();

        Assert.Equal(card.DueAt, (await Card(reference)).DueAt);
        var noted = Assert.Single((await Kept(reference)).Corrections);
        Assert.Equal((new DateOnly(2026, 10, 7), noted.DueAt), (noted.Holiday, noted.DueBefore));
        var told = await app.Read(services => services.GetRequiredService<IClock>().Explain(reference, default));
        Assert.Equal(TooLate.AfterTheLimit, Assert.Single(told!.LeftOut).Because);
        Assert.Equal(OfficeApp.Kolkata(10, 12, 17, 15), told.WouldBeDueAt);
    }

    [Fact]
    public async Task What_the_columns_keep_equals_the_fold_of_the_events()
    {
        var random = new Random(20261116);
        for (var trial = 0; trial < 20; trial++)
        {
            app.Clock.Set(OfficeApp.Kolkata(9, 1 + random.Next(20), 8 + random.Next(12)));
            var (reference, _) = await Start();
            for (var step = random.Next(6); step > 0; step--)
            {
                app.Clock.Advance(TimeSpan.FromHours(random.Next(1, 60)));
                var standing = (await Card(reference)).State is ClockState.Paused;
                await Record(reference, standing ? ClockEventKind.Resumed : ClockEventKind.Paused, "objection");
            }
            var kept = await Kept(reference);
            var calendar = await app.Read(services => services.GetRequiredService<OpenSeva.Contracts.Directory.IDirectory>().Calendar(app.Taluk, default));

            Assert.Equal(Fold.Of(Rule, new DayTable(calendar), kept.Events), new Fold(kept.State, kept.StartedAt, kept.StoppedAt, kept.DueAt, kept.PauseReason));
        }
    }

    [Theory]
    [InlineData(StartRule.Complete, ClockEventKind.Complete)]
    [InlineData(StartRule.Paid, ClockEventKind.Paid)]
    [InlineData(StartRule.ExternalReport, ClockEventKind.ExternalReport)]
    public async Task Whatever_begins_the_time_and_however_late_it_is_recorded_the_columns_equal_the_fold(StartRule start, ClockEventKind begins)
    {
        var seed = new Random().Next();
        TestContext.Current.SendDiagnosticMessage($"Seed {seed}");
        var random = new Random(seed);
        for (var trial = 0; trial < 12; trial++)
        {
            app.Clock.Set(OfficeApp.Kolkata(9, 1 + random.Next(20), 8 + random.Next(12)));
            var received = app.Clock.GetUtcNow();
            var (reference, card) = await Start(Rule with { Start = start });
            Assert.Equal((ClockState.NotStarted, null), (card.State, card.DueAt));
            for (var step = random.Next(1, 8); step > 0; step--)
            {
                app.Clock.Advance(TimeSpan.FromHours(random.Next(1, 60)));
                var standing = (await Card(reference)).PauseReason is not null;
                var at = app.Clock.GetUtcNow();
                if (random.Next(3) is 0) await Record(reference, begins, null, at - TimeSpan.FromSeconds(Math.Floor((at - received).TotalSeconds * random.NextDouble())));
                else await Record(reference, standing ? ClockEventKind.Resumed : ClockEventKind.Paused, "objection");
            }

            var kept = await Kept(reference);
            var calendar = await app.Read(services => services.GetRequiredService<OpenSeva.Contracts.Directory.IDirectory>().Calendar(app.Taluk, default));
            Assert.Equal(Fold.Of(kept.Rule, new DayTable(calendar), kept.Events), new Fold(kept.State, kept.StartedAt, kept.StoppedAt, kept.DueAt, kept.PauseReason));
            var told = DueDate.Compute(kept.Rule, calendar, kept.Events);
            Assert.Equal((told.State, told.DueAt?.UtcDateTime), (kept.State, kept.DueAt?.UtcDateTime));
        }
    }

    [Fact]
    public async Task Nothing_is_recorded_before_it_has_happened()
    {
        var (reference, _) = await Start(Rule with { Start = StartRule.ExternalReport });

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Record(reference, ClockEventKind.ExternalReport, null, app.Clock.GetUtcNow().AddMinutes(1)));

        Assert.Equal("clock.not-yet", refusal.Code);
    }

    [Fact]
    public async Task A_stage_ends_within_the_limit_and_stands_still_with_it()
    {
        var (reference, card) = await Start();

        Assert.Equal(OfficeApp.Kolkata(11, 18, 17, 15), await Stage(reference, 2));
        Assert.Equal(card.DueAt, await Stage(reference, 9));
        await Record(reference, ClockEventKind.Paused, "objection");
        Assert.Null(await Stage(reference, 2));
    }

    private async Task<(Guid Reference, DueCard Card)> Start(ClockRule? rule = null)
    {
        var reference = Guid.CreateVersion7();
        var clock = new NewClock(reference, $"case/{reference:N}", rule ?? Rule, app.Taluk, [new ClockEvent(ClockEventKind.Received, app.Clock.GetUtcNow())]);
        return (reference, await app.Run(services => services.GetRequiredService<IClock>().Start(clock, default)));
    }

    private Task<DueCard> Record(Guid reference, ClockEventKind kind, string? reason) =>
        app.Run(services => services.GetRequiredService<IClock>().Record(reference, kind, reason, default));

    private Task<DueCard> Record(Guid reference, ClockEventKind kind, string? reason, DateTimeOffset at) =>
        app.Run(services => services.GetRequiredService<IClock>().Record(reference, kind, reason, at, default));

    private async Task<DueCard> Card(Guid reference) =>
        (await app.Read(services => services.GetRequiredService<IClock>().Of(reference, default)))!;

    private async Task<IReadOnlyList<DayLine>> Days(Guid reference) =>
        (await app.Read(services => services.GetRequiredService<IClock>().Explain(reference, default)))!.Days;

    private Task<DateTimeOffset?> Stage(Guid reference, int days) => app.Read(services =>
        services.GetRequiredService<IClock>().StageDueOf(reference, days, app.Clock.GetUtcNow(), default));

    private Task<CaseClock> Kept(Guid reference) => app.Read(services =>
        services.GetRequiredService<ClockDb>().Clocks.SingleAsync(clock => clock.Reference == reference));
}
