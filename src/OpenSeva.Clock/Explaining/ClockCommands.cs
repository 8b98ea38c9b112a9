using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Cases;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;
using OpenSeva.Ui;

namespace OpenSeva.Clock;

/// <summary>openseva clock: a due date from files alone, or a running case explained.</summary>
internal static class ClockCommands
{
    public static Command Command(CommandHost host) => new("clock", "Due dates: compute one from files, explain one of a case") { Due(), ExplainNumber(host) };

    private static Command Due()
    {
        var rule = new Option<string>("--rule") { Description = "The rule, YAML", Required = true };
        var calendar = new Option<string>("--calendar") { Description = "The office calendar, YAML", Required = true };
        var events = new Option<string>("--events") { Description = "What happened, JSON", Required = true };
        var asOf = new Option<DateTimeOffset?>("--as-of") { Description = "Look with the eyes of this moment, such as 2026-03-10T12:00:00+05:30", CustomParser = Moment };
        var command = new Command("due", "Compute one due date without a database and print it as JSON") { rule, calendar, events, asOf };
        command.SetAction(parsed =>
        {
            try
            {
                using var told = new MemoryStream();
                DueReport.Write(parsed.GetRequiredValue(rule), parsed.GetRequiredValue(calendar), parsed.GetRequiredValue(events), parsed.GetValue(asOf), told);
                using var output = Console.OpenStandardOutput();
                told.WriteTo(output);
                return 0;
            }
            catch (UnreadableFile unreadable)
            {
                Console.Error.WriteLine(unreadable.Message);
                return 1;
            }
        });
        return command;
    }

    private static DateTimeOffset? Moment(ArgumentResult typed)
    {
        if (typed.Tokens is [{ Value: var value }] && DueReport.Moment(value) is { } moment) return moment;
        typed.AddError("--as-of must be an instant with its offset, such as 2026-03-10T12:00:00+05:30.");
        return null;
    }

    private static Command ExplainNumber(CommandHost host)
    {
        var number = new Argument<string>("NUMBER") { Description = "The application's number" };
        var language = new Option<string>("--lang") { Description = "en, hi, gu, ml or pa", DefaultValueFactory = _ => Languages.Default };
        var command = new Command("explain", "List every day counted or skipped for one application, and why") { number, language };
        command.SetAction((parsed, ct) => host.Run(parsed, async (services, stop) =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(parsed.GetRequiredValue(language));
            var asked = parsed.GetRequiredValue(number);
            var found = await services.GetRequiredService<ICases>().ByNumber(asked, stop) ?? throw new Refusal("clock.no-such-number", asked);
            var told = await services.GetRequiredService<Explain>().Of(found.Id, stop);
            await Console.Out.WriteLineAsync(Text(services.GetRequiredService<Words>(), found.Number, told, services.GetRequiredService<TimeProvider>().Now));
            return 0;
        }, ct));
        return command;
    }

    internal static string Text(Words words, string number, ClockExplanation? told, DateTimeOffset now)
    {
        if (told is null) return words["clock.none"];

        List<string> lines = [number, $"{words["clock.limit"]}: {Sentences.Limit(words, told.Limit, told.Unit)}"];
        if (told.State is ClockState.NotStarted) lines.Add(Sentences.Waits(words, told.Start));
        if (told.StartedAt is { } started) lines.Add($"{words["clock.began"]}: {Dates.Moment(started)}");
        if (told.DueAt is { } due) lines.Add($"{words["clock.due"]}: {Dates.Moment(due)}");
        if (told.State is ClockState.Paused && told.DueAt is null) lines.Add(words["clock.paused", told.PauseReason]);
        if (told.StartedAt is not null) lines.Add($"{words["clock.counted"]}: {words["clock.counted.of", told.DaysCounted, told.Limit]}");
        if (told.StoppedAt is { } stopped) lines.Add(words[told.IsBreachedAt(stopped) ? "clock.stopped.late" : "clock.stopped", Dates.Moment(stopped)]);
        else if (told.IsBreachedAt(now)) lines.Add(words["clock.breached"]);
        lines.AddRange(told.Days.Select(day => $"  {day.Date:yyyy-MM-dd}  {Sentences.Verdict(words, day)}"));
        lines.AddRange(told.LeftOut.Select(holiday => Sentences.LeftOut(words, holiday)));
        return string.Join(Environment.NewLine, lines);
    }
}
