using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OpenSeva.Contracts.Directory;
using OpenSeva.Definitions;
using OpenSeva.Ui;

namespace OpenSeva.Cases.Questions;

/// <summary>Answers as a form posted them, typed where they can be read and as typed where not.</summary>
/// <param name="Answers">By field code.</param>
/// <param name="Unfinished">Names of places of which a level is still to be chosen.</param>
internal sealed record PostedAnswers(JsonObject Answers, IReadOnlyList<string> Unfinished)
{
    /// <summary>Begins the names of a form's questions.</summary>
    public const string Prefix = "f.";

    /// <summary>Which button was pressed: continue, later, add GROUP, remove GROUP PLACE, or the next level of a place.</summary>
    public const string Step = "step";

    /// <summary>Names of the questions that were on the page.</summary>
    public const string Shown = "shown";

    /// <param name="files">Files the form brought, by the name of their question.</param>
    public static async Task<PostedAnswers> Read(
        IFormCollection form, IEnumerable<Field> fields, IDirectory directory, CancellationToken ct, IReadOnlyDictionary<string, Guid>? files = null)
    {
        var unfinished = new List<string>();
        return new(await Read(form, fields, Prefix, unfinished, directory, files, ct), unfinished);
    }

    /// <summary>True when a button was pressed that only shows more of the form.</summary>
    public static bool IsShowMore(IFormCollection form) =>
        form[Step].ToString() is var step && (step.StartsWith("add ", StringComparison.Ordinal) || step.StartsWith("remove ", StringComparison.Ordinal))
        || form.Keys.Any(key => key.EndsWith(".next", StringComparison.Ordinal));

    /// <summary>A date's three boxes from its answer: a right one, or the parts as they were typed.</summary>
    public static DateParts Parts(string shown) =>
        Definitions.Dates.Read(shown) is { } date ? DateParts.Of(date)
        : shown.Split('/') is [var day, var month, var year] ? new() { Day = day, Month = month, Year = year }
        : shown.Split('-') is [var y, var m, var d] ? new() { Day = d, Month = m, Year = y }
        : new() { Day = shown.Length > 0 ? shown : null };

    private static async Task<JsonObject> Read(IFormCollection form, IEnumerable<Field> fields, string prefix, List<string> unfinished, IDirectory directory, IReadOnlyDictionary<string, Guid>? files, CancellationToken ct)
    {
        var answers = new JsonObject();
        foreach (var field in fields)
        {
            var name = prefix + field.Code;
            var answer = field.Type switch
            {
                FieldType.Group => await Group(form, field, name, unfinished, directory, files, ct),
                FieldType.Address => await Place(form, field, name, unfinished, directory, ct),
                FieldType.Date => Date(form, field, name),
                FieldType.File => File(form, name, files),
                _ => AnswerText.Read(field, form[name].ToString()),
            };
            if (answer is not null) answers[field.Code] = answer;
        }

        return answers;
    }

    /// <summary>A new file, or the one given before unless it is taken away.</summary>
    private static JsonNode? File(IFormCollection form, string name, IReadOnlyDictionary<string, Guid>? files) =>
        files is not null && files.TryGetValue(name, out var received) ? received.ToString()
        : form[name + ".take"].Count is 0 && Guid.TryParse(form[name + ".kept"], out var kept) ? kept.ToString() : null;

    private static JsonNode? Date(IFormCollection form, Field field, string name)
    {
        string[] parts = [form[name + ".Day"].ToString().Trim(), form[name + ".Month"].ToString().Trim(), form[name + ".Year"].ToString().Trim()];
        return parts.All(part => part.Length is 0) ? null : AnswerText.Read(field, string.Join('/', parts));
    }

    private static async Task<JsonNode?> Place(IFormCollection form, Field field, string name, List<string> unfinished, IDirectory directory, CancellationToken ct)
    {
        var chosen = await directory.Chosen([.. form[name]], field.Levels, ct);
        if (chosen is { Code: not null, IsWhole: false }) unfinished.Add(name);
        return chosen.Code;
    }

    private static async Task<JsonNode?> Group(IFormCollection form, Field field, string name, List<string> unfinished, IDirectory directory, IReadOnlyDictionary<string, Guid>? files, CancellationToken ct)
    {
        if (!int.TryParse(form[name + ".count"], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;

        var entries = new JsonArray();
        var step = form[Step].ToString();
        for (var place = 0; place < Math.Min(count, AnswerLimits.GroupEntries); place++)
        {
            if (step == $"remove {name} {place}") continue;

            entries.Add(await Read(form, field.Fields, $"{name}.{place}.", unfinished, directory, files, ct));
        }

        // A new entry stands empty below the others.
        if (step == $"add {name}" && entries.Count < AnswerLimits.GroupEntries) entries.Add(new JsonObject());
        return entries;
    }
}
