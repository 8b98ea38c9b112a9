using System.Globalization;
using System.Text.Json;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;
using OpenSeva.Ui;

namespace OpenSeva.Clock;

/// <summary>What the clock says of itself, in the words of the request's language.</summary>
internal static class Sentences
{
    public static string Limit(Words words, int limit, LimitUnit unit) => words.Count($"clock.allows.{Key(unit)}", limit);

    public static string Waits(Words words, StartRule start) => words[$"clock.waits.{Key(start)}"];

    public static string Verdict(Words words, DayLine day) => day.Verdict switch
    {
        DayVerdict.Counted => words["clock.verdict.counted", day.Number],
        DayVerdict.Holiday or DayVerdict.Paused => words[$"clock.verdict.{Key(day.Verdict)}", day.Reason],
        _ => words[$"clock.verdict.{Key(day.Verdict)}"],
    };

    public static string LeftOut(Words words, LateHoliday holiday) =>
        words[$"clock.left-out.{Key(holiday.Because)}", Dates.Day(holiday.Date), holiday.Reason];

    /// <summary>Monday, 2 March 2026.</summary>
    public static string Date(DateOnly date) =>
        $"{date.ToString("dddd", CultureInfo.GetCultureInfo($"{Languages.Current}-IN"))}, {Dates.Day(date)}";

    private static string Key<T>(T name) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(name.ToString());
}
