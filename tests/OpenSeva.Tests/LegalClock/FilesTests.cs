using System.Runtime.CompilerServices;
using System.Text;
using OpenSeva.LegalClock;
using Xunit;

namespace OpenSeva.Tests.LegalClock;

/// <summary>The clock's files: what is read, and how mistakes are told.</summary>
public sealed class FilesTests
{
    private const string Rule = "limit: 15\nunit: working-days\nstart: received\npauses: [objection]\n";
    private const string Week = "week:\n  - { days: [monday, friday], opens: 10:15, closes: 17:15 }\n";
    private const string Calendar = "code: c\ntime-zone: Asia/Kolkata\n" + Week;

    [Fact]
    public void The_documented_example_gives_the_documented_answer()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Here())!, "../../../docs/designers/clock-examples");
        using var printed = new MemoryStream();

        DueReport.Write(
            Path.Combine(folder, "rule.yaml"), Path.Combine(folder, "calendar.yaml"), Path.Combine(folder, "events.json"), null, printed);

        Assert.Equal(File.ReadAllText(Path.Combine(folder, "due.json")), Encoding.UTF8.GetString(printed.ToArray()));
    }

    [Fact]
    public void A_rule_is_read_with_its_stages()
    {
        var file = RuleFile.Read("r", Rule + "stages: [{ code: scrutiny, limit: 5 }]\n");

        Assert.Equal((15, LimitUnit.WorkingDays, StartRule.Received), (file.Rule.Limit, file.Rule.Unit, file.Rule.Start));
        Assert.Equal(["objection"], file.Rule.PauseReasons);
        Assert.Equal([new StageLimit("scrutiny", 5)], file.Stages);
    }

    [Fact]
    public void A_calendar_is_read_with_sessions_seasons_and_declarations()
    {
        var calendar = CalendarFile.Read("c", Calendar
            + "  - { day: tuesday, opens: 09:00, closes: 13:00, until: 2026-10-31 }\n"
            + "closed: [{ nth: 2, day: friday }]\n"
            + "holidays:\n  - { date: 2026-08-15, reason: Independence Day, declared-at: 2026-08-01T10:00:00+05:30 }\n");

        Assert.Equal(3, calendar.Week.Count);
        Assert.Equal(new DateOnly(2026, 10, 31), calendar.Week[2].Until);
        Assert.Equal([new NthWeekday(2, DayOfWeek.Friday)], calendar.ClosedWeekdays);
        Assert.Equal(Given.At("2026-08-01 10:00"), Assert.Single(calendar.Holidays).DeclaredAt);
    }

    [Theory]
    [InlineData("limit: 0\nunit: working-days\nstart: received\n", "r:1:8: 0 leaves no day to act; a limit is 1 or more.")]
    [InlineData("limit: '3'\nunit: working-days\nstart: received\n", "r:1:8: 'limit' must be a whole number without quotes.")]
    [InlineData("limit: 3\nunit: days\nstart: received\n", "r:2:7: 'unit' must be one of working-days, calendar-days; 'days' is not.")]
    [InlineData("limit: 3\nunit: working-days\n", "r:1:1: 'start' is missing.")]
    [InlineData("limit: 3\nunit: working-days\nstart: received\npause: []\n", "r:4:1: There is no member 'pause' here; there are limit, unit, start, pauses, stages.")]
    [InlineData("limit: 3\nunit: working-days\nstart: received\npauses: [a, a]\n", "r:4:9: 'a' is named twice.")]
    [InlineData("limit: 3\nunit: working-days\nstart: received\nstages: [{ code: s, limit: 0 }]\n", "r:4:9: The limit of 's' is 0; a limit is 1 to 3660.")]
    [InlineData("- limit\n", "r:1:1: The file must be one group of members.")]
    [InlineData("limit: &a 3\nunit: working-days\nstart: received\n", "r:1:8: Anchors and aliases are not allowed.")]
    public void A_mistake_in_a_rule_is_told_with_its_place(string text, string told) =>
        Assert.Equal(told, Assert.Throws<UnreadableFile>(() => RuleFile.Read("r", text)).Message);

    [Fact]
    public void All_mistakes_of_a_rule_are_told_at_once() => Assert.Equal(
        """
        r:2:1: 'limit' is written twice.
        r:3:7: 'unit' must be one of working-days, calendar-days; 'days' is not.
        r:5:1: There is no member 'foo' here; there are limit, unit, start, pauses, stages.
        r:6:9: 'a' is named twice.
        """,
        Assert.Throws<UnreadableFile>(() => RuleFile.Read("r", "limit: 3\nlimit: [{ a: 4 }]\nunit: days\nstart: received\nfoo: 1\npauses: [a, a]\n")).Message);

    [Fact]
    public void What_was_misread_is_not_judged_as_well() => Assert.Equal(
        "c:2:12: 'Kerala' is not an IANA time zone, for example Asia/Kolkata.\nc:4:30: 'opens' must be a time such as 10:15, in 24 hours; '19am' is not.",
        Assert.Throws<UnreadableFile>(() => CalendarFile.Read("c", "code: c\ntime-zone: Kerala\nweek:\n  - { days: [monday], opens: 19am, closes: 00:00 }\n")).Message);

    [Fact]
    public void Mistakes_of_all_three_files_are_told_and_one_that_is_not_there_in_plain_words()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("openseva-clock").FullName;
        var (rule, calendar, events) = (Path.Combine(folder, "r.yaml"), Path.Combine(folder, "c.yaml"), Path.Combine(folder, "e.json"));
        File.WriteAllText(calendar, "code: c\n");

        var told = Assert.Throws<UnreadableFile>(() => DueReport.Write(rule, calendar, events, null, Stream.Null)).Message.Split(Environment.NewLine);

        Assert.Equal([$"{rule}:1:1: There is no such file.", $"{calendar}:1:1: 'time-zone' is missing.", $"{calendar}:1:1: 'week' is missing.", $"{events}:1:1: There is no such file."], told);
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("code: c\ntime-zone: Asia/Kolkata\nweek: []\n", "c:3:7: No working day is left for good, so no limit would ever end.")]
    [InlineData("code: c\ntime-zone: Kerala\n" + Week, "c:2:12: 'Kerala' is not an IANA time zone, for example Asia/Kolkata.")]
    [InlineData("code: c\ntime-zone: Asia/Kolkata\nweek:\n  - { days: [monday], opens: 17:15, closes: 10:15 }\n", "c:4:3: Monday closes at 10:15, not after it opens at 17:15.")]
    [InlineData("code: c\ntime-zone: Asia/Kolkata\nweek:\n  - { days: [monday], opens: 9am, closes: 17:15 }\n", "c:4:30: 'opens' must be a time such as 10:15, in 24 hours; '9am' is not.")]
    [InlineData(Calendar + "holidays:\n  - { date: 2026-02-29, reason: x }\n", "c:6:13: 'date' must be a date such as 2026-08-15; '2026-02-29' is not.")]
    [InlineData(Calendar + "holidays:\n  - { date: 2026-02-28, reason: x, declared-at: 2026-02-01 }\n", "c:6:49: 'declared-at' must be an instant with its offset, such as 2026-08-14T18:00:00+05:30; '2026-02-01' is not.")]
    [InlineData(Calendar + "closed: [{ nth: 6, day: friday }]\n", "c:5:9: A month has no Friday number 6; use 1 to 5.")]
    public void A_mistake_in_a_calendar_is_told_with_its_place(string text, string told) =>
        Assert.Equal(told, Assert.Throws<UnreadableFile>(() => CalendarFile.Read("c", text)).Message);

    [Theory]
    [InlineData("{}", "e:1:1: The file must be a list of events: [ … ].")]
    [InlineData("[\n  {\"kind\": \"received\"}\n]", "e:2:3: This event has no 'at'.")]
    [InlineData("[{\"kind\": \"recieved\", \"at\": \"2026-03-02T10:00:00Z\"}]", "e:1:11: 'kind' must be one of received, complete, paid, external-report, paused, resumed, stopped, stage; 'recieved' is not.")]
    [InlineData("[{\"kind\": \"received\", \"at\": \"2026-03-02T10:00:00\"}]", "e:1:29: 'at' must be an instant with its offset, such as 2026-03-02T10:30:00+05:30; '2026-03-02T10:00:00' is not.")]
    [InlineData("[{\"kind\": \"paused\", \"at\": \"2026-03-02T10:00:00Z\"}]", "e:1:2: A pause has a reason.")]
    [InlineData("[{\"kind\": \"paid\", \"at\": \"2026-03-02T10:00:00Z\", \"reason\": \"x\"}]", "e:1:59: Only a pause and its end have a reason.")]
    [InlineData("[{\"kind\": \"paid\", \"kind\": \"paid\", \"at\": \"2026-03-02T10:00:00Z\"}]", "e:1:19: 'kind' is written twice.")]
    [InlineData("[{\"kind\": \"paid\", \"at\": 5}]", "e:1:25: 'at' must be text in quotes.\ne:1:2: This event has no 'at'.")]
    [InlineData("[{\"kind\": \"paid\", \"on\": \"2026\", \"at\": \"2026-03-02T10:00:00Z\"}]", "e:1:19: An event has no member 'on'; it has kind, at, reason, stage.")]
    [InlineData("[{\"kind\": \"stage\", \"at\": \"2026-03-02T10:00:00Z\", \"stage\": \"x\"}]", "e:1:59: The rule has no stage 'x'.")]
    [InlineData("[\n,]", "e:2:1: This is not JSON.")]
    public void A_mistake_in_the_events_is_told_with_its_place(string text, string told)
    {
        var mistakes = Assert.Throws<UnreadableFile>(() => EventsFile.Read("e", text, [])).Message;
        Assert.Equal(told.Split('\n').Order(), mistakes.Split(Environment.NewLine).Order());
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
