using System.Text.Json.Nodes;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Definitions;

namespace OpenSeva.Catalogue.Portal;

/// <summary>One service in one language.</summary>
public sealed record ServiceDetails(
    string Code, int Version, DateOnly EffectiveFrom, DateOnly? EffectiveTo, string Department, string Sector,
    string Name, string Summary, string Who, string Result, LawDetails Law, string JurisdictionField,
    IReadOnlyList<RuleDetails> Eligibility, IReadOnlyList<PageDetails> Form, IReadOnlyList<DocumentDetails> Documents,
    IReadOnlyList<FeeDetails> Fees, IReadOnlyList<StageDetails> Stages, IReadOnlyList<string> FiledBy)
{
    internal static ServiceDetails Of(PublishedService service)
    {
        var (definition, texts) = (service.Definition, service.Texts);
        return new(
            definition.Code, definition.Version, definition.EffectiveFrom, definition.EffectiveTo, definition.Department, definition.Sector,
            service.Name, texts[TextKeys.Summary], texts[TextKeys.Who], texts[TextKeys.Result],
            new(texts[TextKeys.Act], definition.Law.Rule.Limit, (LimitUnitName)definition.Law.Rule.Unit, ConditionJson.Hyphened(definition.Law.Rule.Start), definition.Law.Example,
                Role(definition.Law.DesignatedOfficer), Role(definition.Law.FirstAppeal), Role(definition.Law.SecondAppeal)),
            definition.Applicant.Jurisdiction,
            [.. definition.Applicant.Eligibility.Select(rule => new RuleDetails(rule.Code, texts[TextKeys.Eligibility(rule.Code)], ConditionJson.Of(rule.When)))],
            [.. definition.Pages.Select(page => new PageDetails(page.Code, texts[TextKeys.Page(page.Code)], ConditionJson.Of(page.When), [.. page.Fields.Select(Field)]))],
            [.. definition.Documents.Select(document => new DocumentDetails(
                document.Code, texts[TextKeys.Document(document.Code)], Optional(TextKeys.DocumentHint(document.Code)), document.Required,
                ConditionJson.Of(document.When), document.Accept, document.MaxMegabytes, document.MaxPages))],
            [.. definition.Fees.Select(head => new FeeDetails(
                head.Code, texts[TextKeys.Fee(head.Code)], head.Amount, head.SlabField, [.. head.Slabs.Select(slab => new SlabDetails(slab.UpTo, slab.Amount))],
                [.. head.Waivers.Select(waiver => new RuleDetails(waiver.Code, texts[TextKeys.Waiver(waiver.Code)], ConditionJson.Of(waiver.When)))], definition.IsCharged(head.Code)))],
            [.. definition.Workflow.Stages.Select(stage => new StageDetails(
                stage.Code, texts[TextKeys.Stage(stage.Code)], Role(stage.Role), stage.LimitDays,
                [.. stage.Clearances.Select(clearance => texts[TextKeys.Clearance(clearance.Code)])]))],
            [.. Enum.GetValues<Filer>().Where(definition.Applicant.MayFile).Select(ConditionJson.Hyphened)]);

        RoleDetails Role(string code) => new(code, texts[TextKeys.Role(code)]);

        string? Optional(string key) => texts.Has(key) ? texts[key] : null;

        FieldDetails Field(Field field) => new(
            field.Code, ConditionJson.Hyphened(field.Type), texts[TextKeys.Field(field.Code)], Optional(TextKeys.FieldHint(field.Code)),
            field.Required, ConditionJson.Of(field.When), field.Min, field.Max, field.Pattern,
            [.. field.Options.Select(option => new OptionDetails(option, texts[TextKeys.Option(field.Code, option)]))],
            field.Levels,
            [.. field.Fields.Select(Field)]);
    }
}

public sealed record LawDetails(
    string Act, int Limit, LimitUnitName Unit, string Start, bool Example, RoleDetails DesignatedOfficer, RoleDetails FirstAppeal, RoleDetails SecondAppeal);

public sealed record RoleDetails(string Code, string Name);

/// <param name="When">The condition as data, null when there is none.</param>
public sealed record RuleDetails(string Code, string Text, JsonNode? When);

public sealed record PageDetails(string Code, string Title, JsonNode? When, IReadOnlyList<FieldDetails> Fields);

/// <param name="Min">Number: value. Money: paise. Text: characters. Group: entries. Date: years from today.</param>
public sealed record FieldDetails(
    string Code, string Type, string Label, string? Hint, bool Required, JsonNode? When, long? Min, long? Max, string? Pattern,
    IReadOnlyList<OptionDetails> Options, IReadOnlyList<string> Levels, IReadOnlyList<FieldDetails> Fields);

public sealed record OptionDetails(string Code, string Label);

public sealed record DocumentDetails(
    string Code, string Label, string? Hint, bool Required, JsonNode? When, IReadOnlyList<string> Accept, int MaxMegabytes, int MaxPages);

/// <param name="Amount">Paise; null when slabs decide.</param>
/// <param name="AskedLater">Not owed at sending: an officer may ask for it while the case is decided.</param>
public sealed record FeeDetails(
    string Code, string Name, long? Amount, string? SlabField, IReadOnlyList<SlabDetails> Slabs, IReadOnlyList<RuleDetails> Waivers, bool AskedLater);

public sealed record SlabDetails(long? UpTo, long Amount);

public sealed record StageDetails(string Code, string Name, RoleDetails Role, int? LimitDays, IReadOnlyList<string> Clearances);
