using OpenSeva.LegalClock;
using Xunit;
using static OpenSeva.Tests.LegalClock.Given;

namespace OpenSeva.Tests.LegalClock;

/// <summary>Holidays that are declared while cases are running, or too late for them.</summary>
public sealed class LateHolidayTests
{
    private static readonly ClockEvent[] OnMonday = [Received("2026-03-02 11:00")];

    [Fact]
    public void A_holiday_declared_while_the_limit_runs_moves_the_due_date_even_for_a_day_gone_by()
    {
        var calendar = Kerala.With(Holiday("2026-03-03", "Cyclone", declaredAt: "2026-03-05 17:15"));

        var computation = DueDate.Compute(WorkingDays(3), calendar, OnMonday);

        Assert.Equal("2026-03-06 17:15", computation.Due());
        Assert.Empty(computation.LeftOut);
    }

    [Fact]
    public void A_holiday_declared_after_the_limit_never_erases_the_breach_and_the_computation_says_so()
    {
        var calendar = Kerala.With(Holiday("2026-03-03", "Cyclone", declaredAt: "2026-03-05 17:16"));

        var computation = DueDate.Compute(WorkingDays(3), calendar, OnMonday);

        Assert.Equal("2026-03-05 17:15", computation.Due());
        Assert.Contains("03-03 Counted 1", computation.Lines());
        var leftOut = Assert.Single(computation.LeftOut);
        Assert.Equal(("Cyclone", TooLate.AfterTheLimit), (leftOut.Holiday.Reason, leftOut.Because));
        Assert.Equal(At("2026-03-06 17:15"), computation.WouldBeDueAt);
    }

    [Fact]
    public void A_declaration_in_time_can_let_in_one_that_would_have_been_too_late()
    {
        var calendar = Kerala.With(
            Holiday("2026-03-04", "Flood", declaredAt: "2026-03-05 09:00"),
            Holiday("2026-03-03", "Cyclone", declaredAt: "2026-03-06 12:00"));

        Assert.Equal("2026-03-07 17:15", DueDate.Compute(WorkingDays(3), calendar, OnMonday).Due());
    }

    [Fact]
    public void A_holiday_declared_after_the_decision_leaves_the_old_due_date()
    {
        var calendar = Kerala.With(Holiday("2026-03-05", "Election", declaredAt: "2026-03-04 12:00"));

        var computation = DueDate.Compute(WorkingDays(3), calendar, [.. OnMonday, Stopped("2026-03-03 12:00")]);

        Assert.Equal("2026-03-05 17:15", computation.Due());
        Assert.Equal(TooLate.AfterTheStop, Assert.Single(computation.LeftOut).Because);
    }

    [Fact]
    public void The_fast_path_takes_the_same_care()
    {
        var late = Kerala.With(Holiday("2026-03-03", "Cyclone", declaredAt: "2026-03-05 17:16"));
        var afterStop = Kerala.With(Holiday("2026-03-05", "Election", declaredAt: "2026-03-04 12:00"));

        Assert.Equal(At("2026-03-05 17:15"), DueDate.At(WorkingDays(3), new DayTable(late), OnMonday));
        Assert.Equal(At("2026-03-05 17:15"),
            DueDate.At(WorkingDays(3), new DayTable(afterStop), [.. OnMonday, Stopped("2026-03-03 12:00")]));
    }
}
