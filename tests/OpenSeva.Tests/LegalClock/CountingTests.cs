using OpenSeva.LegalClock;
using Xunit;
using static OpenSeva.Tests.LegalClock.Given;

namespace OpenSeva.Tests.LegalClock;

/// <summary>Which days count. March 2026: the 1st is a Sunday, the 14th the second Saturday.</summary>
public sealed class CountingTests
{
    [Fact]
    public void The_first_day_is_excluded_and_the_limit_ends_at_closing_time()
    {
        var computation = DueDate.Compute(WorkingDays(3), Kerala, [Received("2026-03-02 10:30")]);

        Assert.Equal("2026-03-05 17:15", computation.Due());
        Assert.Equal(
            ["03-02 FirstDayExcluded 0", "03-03 Counted 1", "03-04 Counted 2", "03-05 Counted 3"], computation.Lines());
        Assert.Equal(3, computation.DaysCounted);
    }

    [Fact]
    public void What_arrives_after_closing_was_received_on_that_date()
    {
        Assert.Equal(
            DueDate.Compute(WorkingDays(3), Kerala, [Received("2026-03-02 10:30")]).DueAt,
            DueDate.Compute(WorkingDays(3), Kerala, [Received("2026-03-02 23:59")]).DueAt);
    }

    [Fact]
    public void What_arrives_on_a_closed_day_counts_from_the_next_open_one()
    {
        Assert.Equal("2026-03-02 17:15", DueDate.Compute(WorkingDays(1), Kerala, [Received("2026-03-01 12:00")]).Due());
    }

    [Fact]
    public void The_local_date_decides_and_not_the_date_in_Greenwich()
    {
        var lateEvening = new ClockEvent(ClockEventKind.Received, new DateTimeOffset(2026, 3, 2, 19, 0, 0, TimeSpan.Zero));

        Assert.Equal("2026-03-04 17:15", DueDate.Compute(WorkingDays(1), Kerala, [lateEvening]).Due());
    }

    [Fact]
    public void Sundays_second_Saturdays_and_holidays_are_skipped_each_with_its_reason()
    {
        var calendar = Kerala.With(Holiday("2026-03-13", "Temple festival"));

        var computation = DueDate.Compute(WorkingDays(2), calendar, [Received("2026-03-11 11:00")]);

        Assert.Equal(
            ["03-11 FirstDayExcluded 0", "03-12 Counted 1", "03-13 Holiday 1 Temple festival",
             "03-14 MonthlyClosed 1", "03-15 Closed 1", "03-16 Counted 2"],
            computation.Lines());
    }

    [Fact]
    public void Calendar_days_count_closed_days_too()
    {
        Assert.Equal("2026-03-17 17:15", DueDate.Compute(CalendarDays(7), Kerala, [Received("2026-03-10 11:00")]).Due());
    }

    [Fact]
    public void A_limit_in_calendar_days_never_ends_on_a_closed_day()
    {
        var computation = DueDate.Compute(CalendarDays(4), Kerala, [Received("2026-03-10 11:00")]);

        Assert.Equal("2026-03-16 17:15", computation.Due());
        Assert.Equal(["03-14 MonthlyClosed 3", "03-15 Closed 3", "03-16 Counted 4"], computation.Lines().TakeLast(3));
    }

    [Theory]
    [InlineData(StartRule.Received, "2026-03-03 17:15")]
    [InlineData(StartRule.Complete, "2026-03-04 17:15")]
    [InlineData(StartRule.Paid, "2026-03-05 17:15")]
    [InlineData(StartRule.ExternalReport, "2026-03-06 17:15")]
    public void Each_start_rule_counts_from_its_own_event(StartRule start, string due)
    {
        ClockEvent[] events =
        [
            new(ClockEventKind.Received, At("2026-03-02 11:00")),
            new(ClockEventKind.Complete, At("2026-03-03 11:00")),
            new(ClockEventKind.Paid, At("2026-03-04 11:00")),
            new(ClockEventKind.ExternalReport, At("2026-03-05 11:00")),
        ];

        Assert.Equal(due, DueDate.Compute(WorkingDays(1) with { Start = start }, Kerala, events).Due());
    }

    [Fact]
    public void Before_its_start_event_a_clock_has_no_due_date()
    {
        var rule = WorkingDays(5) with { Start = StartRule.Paid };

        var computation = DueDate.Compute(rule, Kerala, [Received("2026-03-02 11:00")]);

        Assert.Equal(ClockState.NotStarted, computation.State);
        Assert.Null(computation.DueAt);
        Assert.Empty(computation.Days);
    }

    [Fact]
    public void A_second_start_event_changes_nothing_and_is_reported()
    {
        var computation = DueDate.Compute(WorkingDays(1), Kerala, [Received("2026-03-02 11:00"), Received("2026-03-09 11:00")]);

        Assert.Equal("2026-03-03 17:15", computation.Due());
        Assert.Equal(NoEffect.AlreadyStarted, Assert.Single(computation.Ignored).Because);
    }

    [Fact]
    public void Acting_at_the_due_instant_is_in_time_and_a_moment_later_is_not()
    {
        var due = At("2026-03-03 17:15");
        var open = DueDate.Compute(WorkingDays(1), Kerala, [Received("2026-03-02 11:00")]);
        var inTime = DueDate.Compute(WorkingDays(1), Kerala, [Received("2026-03-02 11:00"), Stopped("2026-03-03 17:15")]);
        var late = DueDate.Compute(WorkingDays(1), Kerala, [Received("2026-03-02 11:00"), Stopped("2026-03-03 17:16")]);

        Assert.False(open.IsBreachedAt(due));
        Assert.True(open.IsBreachedAt(due.AddTicks(1)));
        Assert.False(inTime.IsBreachedAt(due.AddDays(9)));
        Assert.True(late.IsBreachedAt(due.AddDays(9)));
        Assert.Equal(ClockState.Stopped, late.State);
    }

    [Fact]
    public void Winter_hours_move_the_closing_time_and_not_the_day()
    {
        var winter = new DateOnly(2026, 3, 4);
        var calendar = Kerala with
        {
            Week = [.. Kerala.Week.SelectMany(hours => new[]
            {
                hours with { Until = winter.AddDays(-1) },
                hours with { From = winter, Closes = new TimeOnly(16, 0) },
            })],
        };

        Assert.Equal("2026-03-03 17:15", DueDate.Compute(WorkingDays(1), calendar, [Received("2026-03-02 11:00")]).Due());
        Assert.Equal("2026-03-04 16:00", DueDate.Compute(WorkingDays(2), calendar, [Received("2026-03-02 11:00")]).Due());
    }

    [Fact]
    public void Closing_time_that_summer_time_leaves_out_comes_as_many_minutes_later()
    {
        var night = new WorkCalendar("night", "Europe/London",
            [new OpenHours(DayOfWeek.Sunday, new TimeOnly(0, 0), new TimeOnly(1, 30))], [], []);

        var computation = DueDate.Compute(WorkingDays(1), night,
            [new ClockEvent(ClockEventKind.Received, new DateTimeOffset(2026, 3, 28, 12, 0, 0, TimeSpan.Zero))]);

        Assert.Equal(new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(1)), computation.DueAt);
    }
}
