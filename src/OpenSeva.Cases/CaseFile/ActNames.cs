using OpenSeva.Contracts.Catalogue;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.CaseFile;

/// <summary>What an act is called.</summary>
internal static class ActNames
{
    /// <summary>
    /// What goes from desk to desk bears the action's own name, which says what was advised. For who may not read what desks
    /// write to each other <see cref="ReadCase"/> leaves the action out: a sentence remains that says only that it went on.
    /// </summary>
    public static string ActName(this PublishedService service, string kind, string? action, Words words) => (kind, action) switch
    {
        ("forwarded" or "recommended" or "returned", { } code) => service.Texts[TextKeys.Action(code)],
        ("asked" or "cleared" or "not-cleared", { } clearance) => $"{words[$"cases.act.{kind}"]}: {service.Texts[TextKeys.Clearance(clearance)]}",
        _ => words[$"cases.act.{kind}"],
    };
}
