using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OpenSeva.LegalClock;

/// <summary>One due date computed from three files, told as JSON. docs/designers/clock.md describes every member.</summary>
public static class DueReport
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="UnreadableFile">The files hold mistakes; those of all three are told.</exception>
    public static void Write(string rulePath, string calendarPath, string eventsPath, DateTimeOffset? asOf, Stream to)
    {
        var mistakes = new List<FileMistake>();
        var rule = Read(rulePath, RuleFile.Read, mistakes);
        var calendar = Read(calendarPath, CalendarFile.Read, mistakes);
        var events = Read(eventsPath, (file, text) => EventsFile.Read(file, text, rule?.Stages), mistakes);
        if (rule is null || calendar is null || events is null) throw new UnreadableFile(mistakes);

        using var json = new Utf8JsonWriter(to, Readable);
        json.WriteStartObject();
        Tell(json, rule.Rule, DueDate.Compute(rule.Rule, calendar, events.Events, asOf));
        json.WriteStartArray("stages");
        foreach (var entered in events.Stages.Where(entered => !(entered.At > asOf)))
            Tell(json, entered, DueDate.ComputeStage(entered.Stage, entered.At, rule.Rule, calendar, events.Events, asOf));
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        to.WriteByte((byte)'\n');
    }

    /// <returns>An instant as the files write it; null for anything else.</returns>
    public static DateTimeOffset? Moment(string text) => Values.Instant(text);

    /// <returns>Null when the file holds mistakes; they are noted.</returns>
    private static T? Read<T>(string path, Func<string, string, T> read, List<FileMistake> mistakes) where T : class
    {
        try
        {
            return read(path, Text(path));
        }
        catch (UnreadableFile unreadable)
        {
            mistakes.AddRange(unreadable.Mistakes);
            return null;
        }
    }

    private static string Text(string path)
    {
        try
        {
            if (new FileInfo(path).Length <= MistakeList.LongestFile) return File.ReadAllText(path);
            throw Unreadable($"The file is larger than {MistakeList.LongestFile / 1024} KiB.");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable("There is no such file.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable("This cannot be read as a file.");
        }

        UnreadableFile Unreadable(string sentence) => new([new FileMistake(path, 1, 1, sentence)]);
    }

    private static void Tell(Utf8JsonWriter json, ClockRule rule, Computation computation)
    {
        json.WriteString("state", Values.Hyphened(computation.State));
        Instant(json, "startedAt", computation.StartedAt);
        Instant(json, "stoppedAt", computation.StoppedAt);
        Instant(json, "dueAt", computation.DueAt);
        if (computation.StoppedAt is { } stopped) json.WriteBoolean("withinLimit", !computation.IsBreachedAt(stopped));
        else json.WriteNull("withinLimit");
        json.WriteNumber("limit", rule.Limit);
        json.WriteString("unit", Values.Hyphened(rule.Unit));
        Days(json, computation);

        json.WriteStartArray("leftOut");
        foreach (var (holiday, because) in computation.LeftOut)
        {
            json.WriteStartObject();
            json.WriteString("date", Iso(holiday.Date));
            json.WriteString("reason", holiday.Reason);
            Instant(json, "declaredAt", holiday.DeclaredAt);
            json.WriteString("why", Values.Hyphened(because));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Instant(json, "wouldBeDueAt", computation.WouldBeDueAt);

        json.WriteStartArray("ignored");
        foreach (var (happened, because) in computation.Ignored)
        {
            json.WriteStartObject();
            json.WriteString("kind", Values.Hyphened(happened.Kind));
            Instant(json, "at", happened.At);
            json.WriteString("reason", happened.Reason);
            json.WriteString("why", Values.Hyphened(because));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Tell(Utf8JsonWriter json, StageEntered entered, StageComputation computation)
    {
        json.WriteStartObject();
        json.WriteString("stage", entered.Stage.Code);
        json.WriteNumber("limit", entered.Stage.Limit);
        Instant(json, "receivedAt", entered.At);
        Instant(json, "dueAt", computation.DueAt);
        json.WriteBoolean("cutShort", computation.CutShort);
        Days(json, computation.Own);
        json.WriteEndObject();
    }

    private static void Days(Utf8JsonWriter json, Computation computation)
    {
        json.WriteNumber("daysCounted", computation.DaysCounted);
        json.WriteStartArray("counted");
        foreach (var day in computation.Days.Where(day => day.Verdict is DayVerdict.Counted)) json.WriteStringValue(Iso(day.Date));
        json.WriteEndArray();

        json.WriteStartArray("skipped");
        foreach (var day in computation.Days.Where(day => day.Verdict is not DayVerdict.Counted))
        {
            json.WriteStartObject();
            json.WriteString("date", Iso(day.Date));
            json.WriteString("why", Values.Hyphened(day.Verdict));
            json.WriteString("reason", day.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Instant(Utf8JsonWriter json, string name, DateTimeOffset? instant) =>
        json.WriteString(name, instant?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
