namespace OpenSeva.Definitions;

/// <summary>What must agree between the parts of a definition. Each check notes its mistakes and lets the next one run.</summary>
internal static class DefinitionChecks
{
    public static void Run(ServiceDefinition definition, Sheets sheets)
    {
        var (root, mistakes) = (sheets.Service!, sheets.Of(ServiceFiles.Service));
        HeaderCheck.Run(definition, sheets);
        CodesCheck.Run(definition, root, mistakes);
        ApplicantCheck.Run(definition, root, mistakes);
        DocumentsCheck.Run(definition, root, mistakes);
        FeesCheck.Run(definition, root, mistakes);
        ActionsCheck.Run(definition, root, mistakes);
        ReasonsCheck.Run(definition, root, mistakes);
        StagesCheck.Run(definition, root, mistakes);
        LimitsCheck.Run(definition, root, mistakes);
        if (definition.Certificate is { } certificate)
        {
            CertificateCheck.Run(definition, certificate, sheets.Certificate!, sheets.Of(ServiceFiles.Certificate));
        }
    }
}
