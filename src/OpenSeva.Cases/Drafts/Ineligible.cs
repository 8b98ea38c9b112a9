using System.Text.Json.Nodes;
using OpenSeva.Definitions;

namespace OpenSeva.Cases.Drafts;

/// <summary>Rules of eligibility that one page's answers break: told when the page is left, not only at the end.</summary>
internal static class Ineligible
{
    /// <returns>Codes of the rules that are broken with this page's answers and would not be without them.</returns>
    public static IReadOnlyList<string> On(ServiceDefinition service, FormPage page, JsonObject answers, DateOnly today)
    {
        var without = (JsonObject)answers.DeepClone();
        foreach (var field in page.Fields) without.Remove(field.Code);
        return [.. service.EligibilityFailed(answers, today).Except(service.EligibilityFailed(without, today)).Select(rule => rule.Code)];
    }
}
