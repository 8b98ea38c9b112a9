namespace OpenSeva.Definitions;

/// <summary>One service as it was read: what it is, its words, and everything wrong with it.</summary>
/// <param name="Definition">Null when the files are not of the format at all; a definition that only breaks rules is there.</param>
public sealed record ServiceReading(
    ServiceFiles Files,
    ServiceDefinition? Definition,
    ServiceTexts Texts,
    IReadOnlyList<Mistake> Mistakes);

/// <summary>Reads services from their folders. Services are read one by one: a broken one never hides another.</summary>
public static class ServiceReader
{
    /// <summary>Code of the one mistake that lies not in the files but in the state: a role on no post, or on vacant posts alone.</summary>
    public const string RoleNobodyHolds = "role-nobody-holds";

    public static ServiceReading ReadFolder(string folder, Func<string, bool>? isHeld = null, Func<string, IReadOnlyList<string>?>? vacantIn = null)
    {
        try
        {
            return Read(ServiceFiles.FromFolder(folder), isHeld, vacantIn);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            var mistake = new Mistake(folder, 1, 1, "unreadable", $"The files cannot be read: {unreadable.Message}");
            return new(new(folder, new Dictionary<string, string>()), null, ServiceTexts.None, [mistake]);
        }
    }

    /// <param name="isHeld">Whether a role sits on any post of the state; null leaves roles unchecked.</param>
    /// <param name="vacantIn">The offices of a role's posts when nobody holds any of them; null for a role somebody holds.</param>
    public static ServiceReading Read(ServiceFiles files, Func<string, bool>? isHeld = null, Func<string, IReadOnlyList<string>?>? vacantIn = null)
    {
        var sheets = new Sheets(files);
        if (sheets.Service is null)
        {
            TextsReader.Read(sheets);
            return new(files, null, ServiceTexts.None, sheets.Mistakes);
        }

        var (definition, texts, ofTheFormat) = Parts(sheets);
        var read = new TextChecks.WellRead(sheets.Of(ServiceFiles.Service).Found.Count is 0, sheets.Of(ServiceFiles.Certificate).Found.Count is 0);
        DefinitionChecks.Run(definition, sheets);
        if (isHeld is not null) RolesCheck.Run(definition, sheets, isHeld, vacantIn);
        TextChecks.Run(definition, sheets, read);
        return new(files, ofTheFormat ? definition : null, texts, sheets.Mistakes);
    }

    /// <summary>Files that were checked when they were published; today's stricter checks must not unmake them.</summary>
    public static ServiceReading ReadPublished(ServiceFiles files)
    {
        var sheets = new Sheets(files);
        if (sheets.Service is null) return new(files, null, ServiceTexts.None, sheets.Mistakes);

        var (definition, texts, ofTheFormat) = Parts(sheets);
        return new(files, ofTheFormat ? definition : null, texts, sheets.Mistakes);
    }

    private static (ServiceDefinition Definition, ServiceTexts Texts, bool OfTheFormat) Parts(Sheets sheets)
    {
        var definition = new DefinitionReader(sheets.Of(ServiceFiles.Service), sheets.Of(ServiceFiles.Certificate)).Read(sheets.Service!, sheets.Certificate);
        var ofTheFormat = sheets.Mistakes.Count is 0;
        return (definition, TextsReader.Read(sheets), ofTheFormat);
    }
}
