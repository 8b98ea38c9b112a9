using OpenSeva.LegalClock;
using Xunit;
using static OpenSeva.Tests.LegalClock.Given;

namespace OpenSeva.Tests.LegalClock;

/// <summary>When a clock stands still, and when it does not.</summary>
public sealed class PauseTests
{
    private static readonly ClockRule Rule = WorkingDays(3, "objection", "police-report");

    [Fact]
    public void Days_on_which_the_clock_stands_at_closing_do_not_count()
    {
        var computation = DueDate.Compute(Rule, Kerala,
            [Received("2026-03-02 11:00"), Paused("2026-03-03 12:00", "objection"), Resumed("2026-03-05 09:00", "objection")]);

        Assert.Equal(
            ["03-02 FirstDayExcluded 0", "03-03 Paused 0 objection", "03-04 Paused 0 objection",
             "03-05 Counted 1", "03-06 Counted 2", "03-07 Counted 3"],
            computation.Lines());
    }

    [Fact]
    public void A_pause_that_begins_and_ends_between_two_closings_costs_no_day()
    {
        var computation = DueDate.Compute(Rule, Kerala,
            [Received("2026-03-02 11:00"), Paused("2026-03-03 11:00", "objection"), Resumed("2026-03-03 16:00")]);

        Assert.Equal("2026-03-05 17:15", computation.Due());
    }

    [Fact]
    public void A_pause_at_closing_time_takes_the_day_and_a_resumption_at_closing_time_gives_it()
    {
        var computation = DueDate.Compute(Rule, Kerala,
            [Received("2026-03-02 11:00"), Paused("2026-03-03 17:15", "objection"), Resumed("2026-03-04 17:15")]);

        Assert.Equal(["03-03 Paused 0 objection", "03-04 Counted 1"], computation.Lines().Skip(1).Take(2));
    }

    [Fact]
    public void A_reason_the_rule_does_not_name_never_stops_the_clock()
    {
        var computation = DueDate.Compute(Rule, Kerala, [Received("2026-03-02 11:00"), Paused("2026-03-03 11:00", "busy")]);

        Assert.Equal("2026-03-05 17:15", computation.Due());
        Assert.Equal(NoEffect.ReasonNotNamed, Assert.Single(computation.Ignored).Because);
    }

    [Fact]
    public void With_two_pauses_in_force_the_clock_runs_again_after_both()
    {
        var computation = DueDate.Compute(Rule, Kerala,
        [
            Received("2026-03-02 11:00"),
            Paused("2026-03-03 11:00", "objection"),
            Paused("2026-03-04 11:00", "police-report"),
            Resumed("2026-03-05 11:00", "objection"),
            Resumed("2026-03-06 11:00", "police-report"),
        ]);

        Assert.Equal(
            ["03-03 Paused 0 objection", "03-04 Paused 0 objection", "03-05 Paused 0 police-report", "03-06 Counted 1"],
            computation.Lines().Skip(1).Take(4));
    }

    [Fact]
    public void Standing_still_there_is_no_due_date_and_the_days_are_told_up_to_the_day_looked_at()
    {
        ClockEvent[] events = [Received("2026-03-02 11:00"), Paused("2026-03-04 11:00", "objection")];

        var computation = DueDate.Compute(Rule, Kerala, events, asOf: At("2026-03-06 12:00"));

        Assert.Equal(ClockState.Paused, computation.State);
        Assert.Null(computation.DueAt);
        Assert.Equal(
            ["03-03 Counted 1", "03-04 Paused 1 objection", "03-05 Paused 1 objection", "03-06 Paused 1 objection"],
            computation.Lines().Skip(1));
    }

    [Fact]
    public void A_pause_after_the_limit_has_ended_does_not_take_the_breach_back()
    {
        var computation = DueDate.Compute(Rule, Kerala, [Received("2026-03-02 11:00"), Paused("2026-03-09 11:00", "objection")]);

        Assert.Equal("2026-03-05 17:15", computation.Due());
        Assert.True(computation.IsBreachedAt(At("2026-03-09 11:00")));
    }

    [Fact]
    public void A_clock_that_starts_during_a_pause_stands_until_it_ends()
    {
        var computation = DueDate.Compute(Rule with { Start = StartRule.Paid }, Kerala,
        [
            Received("2026-03-02 11:00"),
            Paused("2026-03-02 12:00", "objection"),
            new ClockEvent(ClockEventKind.Paid, At("2026-03-03 11:00")),
            Resumed("2026-03-05 11:00"),
        ]);

        Assert.Equal(["03-03 FirstDayExcluded 0", "03-04 Paused 0 objection", "03-05 Counted 1"], computation.Lines().Take(3));
    }

    [Fact]
    public void Nothing_after_the_stop_has_an_effect()
    {
        var computation = DueDate.Compute(Rule, Kerala,
            [Received("2026-03-02 11:00"), Stopped("2026-03-03 11:00"), Paused("2026-03-03 12:00", "objection")]);

        Assert.Equal("2026-03-05 17:15", computation.Due());
        Assert.Equal(NoEffect.AfterTheStop, Assert.Single(computation.Ignored).Because);
    }

    [Fact]
    public void The_order_in_which_events_are_given_does_not_matter()
    {
        ClockEvent[] events = [Received("2026-03-02 11:00"), Paused("2026-03-03 12:00", "objection"), Resumed("2026-03-05 09:00")];

        Assert.Equal(DueDate.Compute(Rule, Kerala, events).DueAt, DueDate.Compute(Rule, Kerala, events.Reverse()).DueAt);
        Assert.Equal(DueDate.Compute(Rule, Kerala, events).DueAt, DueDate.At(Rule, new DayTable(Kerala), [.. events.Reverse()]));
    }

    [Fact]
    public void A_pause_at_midnight_takes_the_closed_day_that_ends_there()
    {
        ClockEvent[] events = [Received("2026-03-06 11:00"), Paused("2026-03-09 00:00", "objection"), Resumed("2026-03-09 12:00")];
        var rule = CalendarDays(3, "objection");

        Assert.Contains("03-08 Paused 1 objection", DueDate.Compute(rule, Kerala, events).Lines());
        Assert.Equal(At("2026-03-10 17:15"), DueDate.At(rule, new DayTable(Kerala), events));
    }

    [Fact]
    public void Looking_back_shows_what_was_known_then()
    {
        ClockEvent[] events = [Received("2026-03-02 11:00"), Paused("2026-03-03 12:00", "objection"), Resumed("2026-03-05 09:00")];

        Assert.Equal("2026-03-05 17:15", DueDate.Compute(Rule, Kerala, events, asOf: At("2026-03-03 11:59")).Due());
        Assert.Null(DueDate.Compute(Rule, Kerala, events, asOf: At("2026-03-04 12:00")).DueAt);
    }
}
