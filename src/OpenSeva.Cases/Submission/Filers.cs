using OpenSeva.Definitions;

namespace OpenSeva.Cases.Submission;

/// <summary>In which capacity a case was filed, as the first line of its history keeps it.</summary>
internal static class Filers
{
    public static Filer? Of(string? code) => Enum.GetValues<Filer>().Where(filer => ConditionJson.Hyphened(filer) == code).Select(filer => (Filer?)filer).FirstOrDefault();
}
