namespace OpenSeva.LegalClock;

/// <summary>An office calendar written by hand.</summary>
public static class CalendarFile
{
    /// <exception cref="UnreadableFile">The text is not a calendar, or nothing can be counted on it.</exception>
    public static WorkCalendar Read(string file, string text)
    {
        var mistakes = new MistakeList(file);
        var root = YamlPart.Read(text, mistakes, "code", "time-zone", "week", "closed", "holidays");
        if (root is null) throw mistakes.Found;

        var calendar = new WorkCalendar(
            root.Text("code"),
            root.Text("time-zone"),
            [.. root.Parts("week", required: true, "day", "days", "opens", "closes", "from", "until").SelectMany(Hours)],
            [.. root.Parts("holidays", required: false, "date", "reason", "declared-at").Select(Holiday)],
            [.. root.Parts("closed", required: false, "nth", "day").Select(Nth)]);
        root.Note(calendar.Mistakes());
        mistakes.ThrowIfAny();
        return calendar;
    }

    private static IEnumerable<OpenHours> Hours(YamlPart part)
    {
        var (opens, closes) = (part.Time("opens") ?? default, part.Time("closes") ?? default);
        var (from, until) = (part.Date("from", required: false), part.Date("until", required: false));
        var days = part.Has("day") && !part.Has("days") ? [part.Name<DayOfWeek>("day")] : part.Names<DayOfWeek>("days");
        return days.Select(day => new OpenHours(day, opens, closes, from, until)).ToList();
    }

    private static Holiday Holiday(YamlPart part) =>
        new(part.Date("date", required: true) ?? default, part.Text("reason"), part.Instant("declared-at"));

    private static NthWeekday Nth(YamlPart part) => new(part.Whole("nth"), part.Name<DayOfWeek>("day"));
}
