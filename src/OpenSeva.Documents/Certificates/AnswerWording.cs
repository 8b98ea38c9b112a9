using System.Globalization;
using System.Text.Json.Nodes;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Directory;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Certificates;

/// <summary>An application's answers, and what officers found, as a certificate says them, in each language.</summary>
internal sealed class AnswerWording(PublishedService service, JsonObject answers, IReadOnlyDictionary<string, IReadOnlyList<UnitCard>> places, Words words)
{
    private readonly Dictionary<string, Field> fields = service.Definition.Pages.SelectMany(page => page.Fields)
        .Concat(service.Definition.Actions.SelectMany(action => action.Fields))
        .DistinctBy(field => field.Code)
        .ToDictionary(field => field.Code);

    /// <summary>Looks up the names of every place the answers mention.</summary>
    /// <param name="findings">Officers' fields; one with the code of a question stands in the answer's place.</param>
    public static async Task<AnswerWording> Of(PublishedService service, JsonObject answers, JsonObject findings, IDirectory directory, Words words, CancellationToken ct)
    {
        var known = answers.DeepClone().AsObject();
        foreach (var (code, finding) in findings) known[code] = finding?.DeepClone();
        var places = new Dictionary<string, IReadOnlyList<UnitCard>>();
        var addresses = service.Definition.Pages.SelectMany(page => page.Fields).Concat(service.Definition.Actions.SelectMany(action => action.Fields)).Where(field => field.Type is FieldType.Address);
        foreach (var code in addresses.Select(field => Text(known[field.Code])).OfType<string>().Distinct())
        {
            places[code] = await directory.UnitPath(code, ct);
        }

        return new AnswerWording(service, known, places, words);
    }

    public IReadOnlyDictionary<string, string> In(string language) =>
        fields.Keys.ToDictionary(code => code, code => Say(code, language));

    /// <returns>Empty where nothing was answered.</returns>
    public string Say(string code, string language) =>
        fields.TryGetValue(code, out var field) ? Say(field, answers[code], language) : "";

    private string Say(Field field, JsonNode? answer, string language) => (field.Type, answer) switch
    {
        (_, null) or (FieldType.File, _) => "",
        (FieldType.Group, JsonArray entries) => string.Join("; ", entries.OfType<JsonObject>().Select(entry =>
            string.Join(", ", field.Fields.Select(inner => Say(inner, entry[inner.Code], language)).Where(said => said.Length > 0)))),
        // The office writes the rupee sign itself, in the sentence or the label.
        (FieldType.Money, JsonValue amount) when long.TryParse(amount.ToJsonString(), CultureInfo.InvariantCulture, out var paise) => new Money(paise).ToString().Replace("₹", "", StringComparison.Ordinal),
        (FieldType.YesNo, JsonValue value) when value.TryGetValue(out bool yes) => words.In(language, yes ? "documents.yes" : "documents.no"),
        (FieldType.Choice, _) => service.Texts.In(language, TextKeys.Option(field.Code, Text(answer) ?? "")),
        (FieldType.Date, _) => Date(Text(answer)),
        (FieldType.Address, _) => Place(Text(answer), language),
        _ => Text(answer) ?? answer.ToJsonString(),
    };

    /// <summary>Village, taluk, district: the state itself goes without saying.</summary>
    private string Place(string? code, string language)
    {
        if (code is null || !places.TryGetValue(code, out var path) || path.Count == 0) return code ?? "";

        return string.Join(", ", path.Where(unit => unit.Parent is not null || path.Count == 1).Select(unit => unit.Name.In(language)));
    }

    private static string Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? Day(date) : text ?? "";

    /// <summary>Day, month, year, as India writes dates.</summary>
    public static string Day(DateOnly date) => date.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);

    private static string? Text(JsonNode? answer) => answer is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
