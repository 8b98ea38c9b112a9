using FsCheck;
using FsCheck.Fluent;
using OpenSeva.LegalClock;
using Xunit;

namespace OpenSeva.Tests.LegalClock;

/// <summary>What holds for every rule, calendar and history.</summary>
public sealed class ClockProperties
{
    private static readonly Config Sample = Tests.Trial.Sample(150);

    [Fact]
    public void The_explanation_the_fast_path_and_the_oracle_agree() => Check(trial =>
    {
        var expected = Oracle.Due(trial.Rule, trial.Calendar, trial.Events);
        return DueDate.Compute(trial.Rule, trial.Calendar, trial.Events).DueAt == expected
            && DueDate.At(trial.Rule, new DayTable(trial.Calendar), [.. trial.Events]) == expected;
    });

    [Fact]
    public void A_due_date_has_exactly_the_limit_of_counted_days_and_ends_with_one() => Check(trial =>
    {
        var computation = DueDate.Compute(trial.Rule, trial.Calendar, trial.Events);
        return computation.DueAt is null
            ? computation.DaysCounted < trial.Rule.Limit
            : computation.DaysCounted == trial.Rule.Limit && computation.Days[^1].Verdict is DayVerdict.Counted;
    });

    [Fact]
    public void Every_date_is_told_exactly_once() => Check(trial =>
    {
        var days = DueDate.Compute(trial.Rule, trial.Calendar, trial.Events).Days;
        return days.Select((day, i) => day.Date == days[0].Date.AddDays(i)).All(inOrder => inOrder);
    });

    [Fact]
    public void Another_holiday_never_brings_the_due_date_forward() => Check(trial =>
    {
        var before = DueDate.Compute(trial.Rule, trial.Calendar, trial.Events).DueAt;
        var added = new Holiday(new DateOnly(2026, 3, 17), "One more");
        var calendar = trial.Calendar with { Holidays = [.. trial.Calendar.Holidays.Where(h => h.Date != added.Date), added] };
        var after = DueDate.Compute(trial.Rule, calendar, trial.Events).DueAt;
        return after is null || before <= after;
    });

    [Fact]
    public void A_breach_once_passed_stays_whatever_is_declared_later() => Check(trial =>
    {
        if (DueDate.Compute(trial.Rule, trial.Calendar, trial.Events).DueAt is not { } due) return true;
        var later = new Holiday(DateOnly.FromDateTime(due.Date), "Declared too late", due.AddMinutes(1));
        var calendar = trial.Calendar with { Holidays = [.. trial.Calendar.Holidays.Where(h => h.Date != later.Date), later] };
        return trial.Calendar.Holidays.Any(h => h.Date == later.Date)
            || DueDate.Compute(trial.Rule, calendar, trial.Events).DueAt == due;
    });

    [Fact]
    public void A_stage_agrees_with_its_fast_path_and_stays_inside_the_limit() => Check(trial =>
    {
        var stage = new StageLimit("desk", 1 + trial.Rule.Limit / 2);
        var receivedAt = trial.Events[0].At.AddHours(30);
        var computed = DueDate.ComputeStage(stage, receivedAt, trial.Rule, trial.Calendar, trial.Events);
        return computed.DueAt == DueDate.StageAt(stage, receivedAt, trial.Rule, new DayTable(trial.Calendar), [.. trial.Events])
            && !(computed.DueAt > DueDate.Compute(trial.Rule, trial.Calendar, trial.Events).DueAt);
    });

    [Fact]
    public void The_days_counted_so_far_are_those_whose_closing_time_has_passed() => Check(trial =>
    {
        var (office, moment) = (new OfficeDays(trial.Calendar), Origin.AddDays(20 + trial.Rule.Limit));
        var told = DueDate.Compute(trial.Rule, trial.Calendar, trial.Events);
        var until = told.StoppedAt < moment ? told.StoppedAt.Value : moment;
        var expected = told.Days.Count(day => day.Verdict is DayVerdict.Counted && office.Moment(day.Date) < until.UtcTicks);
        return DueDate.CountedBy(moment, trial.Rule, new DayTable(trial.Calendar), [.. trial.Events]) == expected;
    });

    [Fact]
    public void Open_days_between_two_instants_are_those_whose_date_the_office_opens_on() => Check(trial =>
    {
        var (office, table) = (new OfficeDays(trial.Calendar), new DayTable(trial.Calendar));
        var (from, to) = (trial.Events[0].At, Origin.AddDays(trial.Rule.Limit * 7));
        var days = Enumerable.Range(0, 400).Select(day => office.DateOf(from <= to ? from : to).AddDays(day + 1)).TakeWhile(date => date <= office.DateOf(from <= to ? to : from));
        var open = days.Count(date => office.ClosesOn(date) is not null && office.HolidayOn(date) is null);
        return table.OpenDaysBetween(from, to) == (from <= to ? open : -open) && table.OpenDaysBetween(to, from) == -table.OpenDaysBetween(from, to);
    });

    private static void Check(Func<Trial, bool> holds) => Prop.ForAll(Trials.ToArbitrary(), holds).Check(Sample);

    private sealed record Trial(ClockRule Rule, WorkCalendar Calendar, IReadOnlyList<ClockEvent> Events)
    {
        public override string ToString() =>
            $"{Rule} pauses {string.Join(',', Rule.PauseReasons)}\n{Calendar.TimeZone}\nweek {string.Join(", ", Calendar.Week)}\n"
            + $"closed {string.Join(", ", Calendar.ClosedWeekdays)}\nholidays {string.Join(", ", Calendar.Holidays)}\n"
            + string.Join('\n', Events);
    }

    private static readonly string[] Zones = ["Asia/Kolkata", "Europe/London", "America/St_Johns", "Asia/Beirut", "Pacific/Chatham", "UTC"];
    private static readonly TimeOnly[] Closings = [new(13, 0), new(17, 15), new(23, 59)];

    // Instants fall on quarter hours, so that pauses meet closing times exactly now and then.
    private static readonly DateTimeOffset Origin = new(2026, 2, 23, 0, 0, 0, TimeSpan.Zero);

    private static Gen<DateTimeOffset> Instants => Gen.Choose(0, 60 * 96).Select(quarter => Origin.AddMinutes(15 * quarter));

    private static Gen<ClockRule> Rules =>
        from limit in Gen.Choose(1, 25)
        from unit in Gen.Elements(Enum.GetValues<LimitUnit>())
        from start in Gen.Elements(Enum.GetValues<StartRule>())
        from pauses in Gen.Elements<string[]>([], ["a"], ["a", "b"])
        select new ClockRule(limit, unit, start, pauses);

    private static Gen<WorkCalendar> Calendars =>
        from zone in Gen.Elements(Zones)
        from days in Gen.SubListOf(Enum.GetValues<DayOfWeek>()).Where(days => days.Count > 0)
        from closings in Gen.Elements(Closings).ListOf(days.Count)
        from nth in Gen.SubListOf(new NthWeekday(2, DayOfWeek.Saturday), new NthWeekday(4, DayOfWeek.Monday), new NthWeekday(5, DayOfWeek.Tuesday))
        from holidays in Holidays.ListOf().Select(list => list.DistinctBy(h => h.Date).ToList())
        select new WorkCalendar("any", zone,
            [.. days.Zip(closings, (day, closes) => new OpenHours(day, new TimeOnly(9, 0), closes))], holidays, [.. nth]);

    private static Gen<Holiday> Holidays =>
        from day in Gen.Choose(0, 70)
        from declared in Gen.OneOf(Gen.Constant((DateTimeOffset?)null), Instants.Select(at => (DateTimeOffset?)at))
        select new Holiday(DateOnly.FromDateTime(Origin.Date).AddDays(day), "Holiday", declared);

    private static Gen<ClockEvent> Events =>
        from kind in Gen.Frequency(
            (4, Gen.Elements(Enum.GetValues<ClockEventKind>()[..4])),
            (5, Gen.Constant(ClockEventKind.Paused)), (5, Gen.Constant(ClockEventKind.Resumed)), (1, Gen.Constant(ClockEventKind.Stopped)))
        from at in Instants
        from reason in Gen.Elements("a", "b", "c", null)
        select new ClockEvent(kind, at, kind switch
        {
            ClockEventKind.Paused => reason ?? "a",
            ClockEventKind.Resumed => reason,
            _ => null,
        });

    private static Gen<Trial> Trials =>
        from rule in Rules
        from calendar in Calendars
        from events in Events.NonEmptyListOf()
        select new Trial(rule, calendar, [.. events]);
}
