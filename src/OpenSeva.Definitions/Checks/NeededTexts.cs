namespace OpenSeva.Definitions;

/// <summary>The texts a definition needs, and those it may have.</summary>
internal static class NeededTexts
{
    public static IEnumerable<Need> Of(ServiceDefinition definition)
    {
        return All(definition).Where(need => !need.Key.Split('.').Contains("")).DistinctBy(need => need.Key);
    }

    private static IEnumerable<Need> All(ServiceDefinition definition)
    {
        foreach (var key in new[] { TextKeys.Name, TextKeys.Summary, TextKeys.Who, TextKeys.Result, TextKeys.Act }) yield return new(key);
        foreach (var page in definition.Pages) yield return new(TextKeys.Page(page.Code));

        var officers = definition.Workflow.Stages.SelectMany(stage => stage.Actions).SelectMany(action => action.Fields);
        foreach (var need in definition.Pages.SelectMany(page => page.Fields).Concat(officers).SelectMany(Field)) yield return need;

        foreach (var document in definition.Documents)
        {
            yield return new(TextKeys.Document(document.Code));
            yield return new(TextKeys.DocumentHint(document.Code), Optional: true);
        }

        foreach (var fee in definition.Fees)
        {
            yield return new(TextKeys.Fee(fee.Code));
            foreach (var waiver in fee.Waivers) yield return new(TextKeys.Waiver(waiver.Code));
        }

        foreach (var role in definition.Roles) yield return new(TextKeys.Role(role));
        foreach (var rule in definition.Applicant.Eligibility) yield return new(TextKeys.Eligibility(rule.Code));
        foreach (var need in Workflow(definition)) yield return need;
        foreach (var need in Certificate(definition)) yield return need;
    }

    private static IEnumerable<Need> Field(Field field) =>
    [
        new(TextKeys.Field(field.Code)),
        new(TextKeys.FieldHint(field.Code), Optional: true),
        .. field.Options.Select(option => new Need(TextKeys.Option(field.Code, option))),
        .. field.Fields.SelectMany(Field),
    ];

    private static IEnumerable<Need> Workflow(ServiceDefinition definition)
    {
        foreach (var stage in definition.Workflow.Stages)
        {
            yield return new(TextKeys.Stage(stage.Code));
            yield return new(TextKeys.Status(stage.Status));
            foreach (var action in stage.Actions) yield return new(TextKeys.Action(action.Code));
            foreach (var clearance in stage.Clearances) yield return new(TextKeys.Clearance(clearance.Code));
        }

        foreach (var reason in definition.Workflow.ObjectionReasons.Select(reason => reason.Code).Concat(definition.Workflow.RejectionReasons)) yield return new(TextKeys.Reason(reason));
        foreach (var pause in definition.Law.Rule.PauseReasons) yield return new(TextKeys.Pause(pause));
    }

    private static IEnumerable<Need> Certificate(ServiceDefinition definition)
    {
        if (definition.Certificate is not { } certificate) yield break;
        var names = new CertificateNames(definition);
        yield return new(certificate.Title, Names: names);
        foreach (var paragraph in certificate.Body) yield return new(paragraph, Names: names);
        foreach (var row in certificate.Rows) yield return new(row.Label);
    }

    /// <param name="Names">What the text may name in {braces}; null allows no placeholder.</param>
    internal sealed record Need(string Key, bool Optional = false, CertificateNames? Names = null);
}
