using System.Globalization;
using System.Text.Json.Nodes;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.Ui;

namespace OpenSeva.Catalogue.Portal;

/// <summary>A condition as a person reads it, in the labels of the form: Kind of ration card: “Antyodaya” or “Priority household”.</summary>
internal sealed class ConditionWords(Words words)
{
    public string Say(Determinant when, PublishedService service) => when switch
    {
        Determinant.All all => Joined("catalogue.when.and", all.Parts, service),
        Determinant.Any any => Joined("catalogue.when.or", any.Parts, service),
        Determinant.Not not => words["catalogue.when.not", Say(not.Part, service)],
        Determinant.Test test => Say(test, service),
        _ => throw new InvalidOperationException($"Unknown condition {when.GetType().Name}."),
    };

    private string Joined(string between, IEnumerable<Determinant> parts, PublishedService service) =>
        string.Join($"; {words[between]} ", parts.Select(part => Say(part, service)));

    private string Say(Determinant.Test test, PublishedService service)
    {
        var field = service.Definition.Field(test.Field);
        var values = string.Join($" {words["catalogue.when.or"]} ", test.Values.Select(value => $"“{Value(value, test, field, service)}”"));
        var comparison = test.Comparison is Comparison.In ? Comparison.Is : test.Comparison;
        return words[$"catalogue.when.{ConditionJson.Hyphened(comparison)}", Asked(service.Texts[TextKeys.Field(test.Field)]), values];
    }

    /// <summary>A question keeps its mark, anything else gets a colon.</summary>
    private static string Asked(string label) => label.EndsWith('?') ? label : label + ":";

    private string Value(JsonNode value, Determinant.Test test, Field? field, PublishedService service) => field?.Type switch
    {
        FieldType.Choice => service.Texts[TextKeys.Option(test.Field, (string)value!)],
        FieldType.YesNo => words[(bool)value ? "ui.yes" : "ui.no"],
        FieldType.Money => new Money((long)value).ToString(),
        FieldType.Number => Digits.Group((long)value),
        FieldType.Date when value.GetValueKind() is System.Text.Json.JsonValueKind.Number => ((long)value).ToString(CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
