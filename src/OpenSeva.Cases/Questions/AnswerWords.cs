using System.Globalization;
using System.Text.Json.Nodes;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Directory;
using OpenSeva.Contracts.Documents;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Questions;

/// <summary>Answers as people read them: option labels, places by name, dates and amounts as the state writes them.</summary>
internal sealed class AnswerWords(IDirectory directory, IDocuments uploads, Words words)
{
    public async Task<string> Of(PublishedService service, Field field, JsonNode? answer, CancellationToken ct) => (field.Type, answer) switch
    {
        (_, null) => words["cases.answer.none"],
        (FieldType.Choice, JsonValue value) when value.TryGetValue(out string? option) => field.Options.Contains(option) ? service.Texts[TextKeys.Option(field.Code, option)] : option,
        (FieldType.YesNo, JsonValue value) when value.TryGetValue(out bool yes) => words[yes ? "ui.yes" : "ui.no"],
        (FieldType.Money, JsonValue) when Whole(answer) is { } paise => new Money(paise).ToString(),
        (FieldType.Date, JsonValue value) when value.TryGetValue(out string? text) && Definitions.Dates.Read(text) is { } date => Ui.Dates.Day(date),
        (FieldType.Address, JsonValue value) when value.TryGetValue(out string? unit) => await Place(unit, ct),
        (FieldType.File, JsonValue) when FileAnswers.Upload(answer) is { } id => await uploads.Uploads([id], ct) is [var card, ..] ? card.FileName : words["cases.answer.none"],
        (FieldType.Group, JsonArray entries) => entries.Count.ToString(CultureInfo.InvariantCulture),
        _ => AnswerText.Show(field, answer),
    };

    /// <summary>From the smallest to the largest: village, taluk, district.</summary>
    public async Task<string> Place(string unit, CancellationToken ct) =>
        await directory.UnitPath(unit, ct) is { Count: > 0 } path ? string.Join(", ", path.Select(part => part.Name.ToString())) : unit;

    private static long? Whole(JsonNode answer) => answer is JsonValue value && value.TryGetValue(out long whole) ? whole : null;
}
