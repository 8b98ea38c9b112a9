namespace OpenSeva.Definitions;

/// <summary>
/// What a certificate may name: facts of the document, the citizen's answers, and what an officer surely wrote down before
/// it was granted. A claim that an officer assesses is not certified: the finding is.
/// </summary>
internal sealed class CertificateNames(ServiceDefinition definition)
{
    private readonly IReadOnlySet<string> found = definition.SurelyFound();
    private readonly IReadOnlyList<Field> officers = [.. definition.Actions.SelectMany(action => action.Fields)];

    /// <returns>Null when the name may stand on the certificate, else what is wrong with it.</returns>
    public (string Code, string Message)? Wrong(string name)
    {
        if (Placeholders.OfDocument.Contains(name)) return null;

        if (officers.Any(field => field.Code == name))
        {
            return found.Contains(name) ? null
                : ("not-always-found", $"An application can be granted without '{name}': make it required, without a condition, on every way to the granting.");
        }

        if (definition.Field(name) is null) return ("unknown-field", $"There is no field '{name}'.{Nearest.Hint(name, definition.Pages.SelectMany(page => page.Fields).Concat(officers).Select(field => field.Code))}");

        return officers.FirstOrDefault(field => field.Assesses == name) is { } finding
            ? ("claim", $"'{name}' is what the applicant says; the office's finding is '{finding.Code}'.") : null;
    }
}
