using OpenSeva.LegalClock;
using Xunit;
using static OpenSeva.Tests.LegalClock.Given;

namespace OpenSeva.Tests.LegalClock;

/// <summary>A desk's own limit inside the law's.</summary>
public sealed class StageTests
{
    private static readonly ClockRule Rule = WorkingDays(10, "objection");
    private static readonly ClockEvent[] OnMonday = [Received("2026-03-02 11:00")];

    [Fact]
    public void A_stage_counts_from_the_day_the_desk_received_the_case()
    {
        var stage = DueDate.ComputeStage(new StageLimit("scrutiny", 2), At("2026-03-04 11:00"), Rule, Kerala, OnMonday);

        Assert.Equal(At("2026-03-06 17:15"), stage.DueAt);
        Assert.False(stage.CutShort);
    }

    [Fact]
    public void A_stage_never_ends_after_the_statutory_limit()
    {
        var stage = DueDate.ComputeStage(new StageLimit("approval", 5), At("2026-03-11 11:00"), Rule, Kerala, OnMonday);

        Assert.Equal(DueDate.Compute(Rule, Kerala, OnMonday).DueAt, stage.DueAt);
        Assert.True(stage.CutShort);
    }

    [Fact]
    public void A_stage_stands_still_with_the_statutory_clock()
    {
        ClockEvent[] events = [.. OnMonday, Paused("2026-03-05 11:00", "objection"), Resumed("2026-03-07 11:00")];

        var stage = DueDate.ComputeStage(new StageLimit("scrutiny", 2), At("2026-03-04 11:00"), Rule, Kerala, events);

        Assert.Equal(At("2026-03-09 17:15"), stage.DueAt);
        Assert.Equal(stage.DueAt, DueDate.StageAt(stage.Stage, At("2026-03-04 11:00"), Rule, new DayTable(Kerala), events));
    }
}
