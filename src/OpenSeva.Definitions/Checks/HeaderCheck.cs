using OpenSeva.LegalClock;

namespace OpenSeva.Definitions;

/// <summary>The service lies where its codes say, its dates are in order, its law names three different authorities.</summary>
internal static class HeaderCheck
{
    public static void Run(ServiceDefinition definition, Sheets sheets)
    {
        var (root, mistakes) = (sheets.Service!, sheets.Of(ServiceFiles.Service));
        Folder(definition, sheets, root, mistakes);
        if (definition.EffectiveTo < definition.EffectiveFrom)
        {
            mistakes.Add(root.Find("effective-to"), "dates", "'effective-to' lies before 'effective-from'.");
        }

        if (definition.Sector.Length > 0 && !Sectors.All.Contains(definition.Sector))
        {
            mistakes.Add(root.Find("sector"), "unknown-sector", $"There is no sector '{definition.Sector}'; there are {string.Join(", ", Sectors.All)}.");
        }

        if (NeverStarts(definition) is { } because) mistakes.Add(root.Find("law", "start"), "start-never-recorded", because);

        Authorities(definition.Law, root, mistakes);
        foreach (var file in sheets.FileNames.Where(file => !IsKnown(file)))
        {
            sheets.Of(file).Add(new(1, 1), "unknown-file", $"A service has no file {file}; it has {ServiceFiles.Service}, {ServiceFiles.Certificate} and texts.LANGUAGE.yaml in {string.Join(", ", ServiceTexts.Required)}.");
        }
    }

    /// <summary>What has to happen for the law's time to begin never can.</summary>
    private static string? NeverStarts(ServiceDefinition definition) => definition.Law.Rule.Start switch
    {
        StartRule.ExternalReport when definition.Actions.All(action => action.Kind is not ActionKind.Report) =>
            "No action of kind report records when the report came, so the clock would never start; add one, or write received, complete or paid.",
        StartRule.Paid when definition.Fees.Count is 0 => "The service has no fee, so nothing is ever paid and the clock would never start.",
        _ => null,
    };

    private static void Folder(ServiceDefinition definition, Sheets sheets, YamlNode.Map root, MistakeList mistakes)
    {
        if (sheets.Folder.Length is 0) return;

        var folder = Path.GetFullPath(sheets.Folder);
        var (code, department) = (Path.GetFileName(folder), Path.GetFileName(Path.GetDirectoryName(folder)));
        if (definition.Code.Length > 0 && definition.Code != code)
        {
            mistakes.Add(root.Find("code"), "folder", $"The service is called '{definition.Code}' but its folder '{code}'.");
        }

        if (definition.Department.Length > 0 && definition.Department != department)
        {
            mistakes.Add(root.Find("department"), "folder", $"The department is '{definition.Department}' but the folder above is '{department}'.");
        }
    }

    private static void Authorities(Law law, YamlNode.Map root, MistakeList mistakes)
    {
        if (law.FirstAppeal.Length > 0 && law.FirstAppeal == law.DesignatedOfficer)
        {
            mistakes.Add(root.Find("law", "first-appeal"), "appeal", "The designated officer cannot hear the appeal against himself or herself.");
        }

        if (law.SecondAppeal.Length > 0 && (law.SecondAppeal == law.FirstAppeal || law.SecondAppeal == law.DesignatedOfficer))
        {
            mistakes.Add(root.Find("law", "second-appeal"), "appeal", "The second appeal must go to an authority of its own.");
        }
    }

    private static bool IsKnown(string file) =>
        file is ServiceFiles.Service or ServiceFiles.Certificate || ServiceTexts.Required.Any(language => file == ServiceFiles.Texts(language));
}
