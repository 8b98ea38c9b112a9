using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenSeva.Definitions;

/// <summary>What makes one answer of one type right. The first thing wrong is named.</summary>
internal static class AnswerRule
{
    public static Wrong? Check(Field field, JsonNode answer, AnswerSurroundings around) => field.Type switch
    {
        FieldType.Number => Whole(field, answer, "number", AnswerLimits.Number),
        FieldType.Money => Whole(field, answer, "money", AnswerLimits.MoneyPaise),
        FieldType.YesNo => answer.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : new("yes-no"),
        FieldType.Date => Date(field, answer, around.Today),
        FieldType.File => Evaluation.AsText(answer) is not { } id ? new("file") : around.WrongFile?.Invoke(field, id) is { } wrong ? new(wrong.Code, [.. wrong.Args]) : null,
        _ when Evaluation.AsText(answer) is { } text => Text(field, text, around),
        FieldType.Choice => new("choice"),
        _ => new("text"),
    };

    private static Wrong? Whole(Field field, JsonNode answer, string kind, long farthest)
    {
        if (Evaluation.AsWhole(answer) is not { } number)
            return new(Evaluation.AsText(answer)?.Contains(',', StringComparison.Ordinal) is true ? $"{kind}-comma" : kind);
        if (number < (field.Min ?? -farthest)) return new($"{kind}-too-small", Shown(field.Min ?? -farthest, kind));
        if (number > (field.Max ?? farthest)) return new($"{kind}-too-large", Shown(field.Max ?? farthest, kind));
        return null;
    }

    private static string Shown(long value, string kind) =>
        kind is "money" ? AnswerText.Rupees(value) : value.ToString(CultureInfo.InvariantCulture);

    private static Wrong? Date(Field field, JsonNode answer, DateOnly today)
    {
        if (Evaluation.AsText(answer) is not { } text) return new("date");
        if (Dates.Read(text) is not { } date) return new(LooksLikeDate(text) ? "date-impossible" : "date", text);

        var (earliest, latest) = (Years(today, field.Min ?? AnswerLimits.EarliestYears), Years(today, field.Max ?? AnswerLimits.LatestYears));
        if (date < earliest) return new("date-too-early", Dates.Write(earliest));
        if (date > latest) return new("date-too-late", Dates.Write(latest));
        return null;
    }

    private static DateOnly Years(DateOnly today, long years) => today.AddYears((int)Math.Clamp(years, -1000, 1000));

    /// <summary>The right shape with a day the calendar does not have, such as 2026-02-29.</summary>
    private static bool LooksLikeDate(string text) =>
        text.Length is 10 && text[4] is '-' && text[7] is '-' && text.All(character => char.IsAsciiDigit(character) || character is '-');

    private static Wrong? Text(Field field, string text, AnswerSurroundings around)
    {
        if (!Writable.Is(text, lines: field.Type is FieldType.LongText)) return new("characters");

        var most = AnswerLimits.Characters(field);
        if (Writable.IsLonger(text, most)) return new("too-long", most.ToString(CultureInfo.InvariantCulture));
        if (Writable.Length(text) < (field.Min ?? 0)) return new("too-short", field.Min!.Value.ToString(CultureInfo.InvariantCulture));

        return field.Type switch
        {
            FieldType.Choice when !field.Options.Contains(text) => new("choice"),
            FieldType.PersonName when !Writable.IsName(text) => new("name"),
            FieldType.Mobile when !IsMobile(text) => new("mobile"),
            FieldType.Email when !IsEmail(text) => new("email"),
            FieldType.Address when !around.KnowsUnit(text) => new("address"),
            FieldType.Address when field.Levels.Count > 0 && around.LevelOf is { } level && !field.Levels.Contains(level(text)) => new("address-level", [.. field.Levels]),
            _ when field.Pattern is { } pattern && !Patterns.Matches(pattern, text) => new("pattern"),
            _ => null,
        };
    }

    /// <summary>Ten digits of an Indian mobile number (national numbering plan: first digit 6 to 9).</summary>
    private static bool IsMobile(string text) => text.Length is 10 && text[0] is >= '6' and <= '9' && text.All(char.IsAsciiDigit);

    /// <summary>Shape only; that it reaches somebody is proved by the code sent to it.</summary>
    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && !text.Any(char.IsWhiteSpace)
            && text[(at + 1)..].Split('.') is { Length: > 1 } labels && labels.All(label => label.Length is > 0 and <= 63);
    }

    /// <param name="Code">Last part of the words key answer.CODE.</param>
    public sealed record Wrong(string Code, params string[] Args);
}
