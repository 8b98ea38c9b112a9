using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OpenSeva.Definitions;

namespace OpenSeva.Cases.Submission;

/// <summary>Finds applications that ask for the same thing for the same person: one digest over the fields the service names.</summary>
internal static class Duplicates
{
    /// <summary>Null when the service names no fields or one of them is empty.</summary>
    public static string? KeyOf(ServiceDefinition definition, JsonObject answers)
    {
        var fields = definition.Applicant.DuplicateFields;
        if (fields.Count is 0 || fields.Any(field => answers[field] is null)) return null;

        var text = new StringBuilder(definition.Code);
        foreach (var field in fields) text.Append('\n').Append(field).Append('=').Append(Folded(answers[field]!));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // "Anil  KUMAR" and "anil kumar" are the same person twice.
    private static string Folded(JsonNode answer) => string.Join(' ',
        answer.ToJsonString().Normalize(NormalizationForm.FormKC).ToUpperInvariant().Split([' ', '.', ','], StringSplitOptions.RemoveEmptyEntries));
}
