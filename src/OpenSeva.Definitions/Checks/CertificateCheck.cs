namespace OpenSeva.Definitions;

/// <summary>A certificate shows answers and findings that are surely there, and is signed by somebody who decides.</summary>
internal static class CertificateCheck
{
    public static void Run(ServiceDefinition definition, CertificateTemplate certificate, YamlNode.Map root, MistakeList mistakes)
    {
        var names = new CertificateNames(definition);
        for (var index = 0; index < certificate.Rows.Count; index++)
        {
            var field = certificate.Rows[index].Field;
            if (definition.Field(field)?.Type is FieldType.File) mistakes.Add(root.Find("rows", index, "field"), "wrong-field", $"'{field}' is a file; a certificate shows words.");
            if (field.Length > 0 && names.Wrong(field) is (var code, var message)) mistakes.Add(root.Find("rows", index, "field"), code, message);
        }

        var granting = definition.Workflow.Stages.Where(stage => stage.Actions.Any(action => action.Kind is ActionKind.Approve)).Select(stage => stage.Role).ToList();
        if (certificate.SignedBy.Length > 0 && granting.Count > 0 && !granting.Contains(certificate.SignedBy))
        {
            mistakes.Add(root.Find("signed-by"), "signer", $"'{certificate.SignedBy}' grants nothing in this workflow; the signer must be one of {string.Join(", ", granting.Distinct())}.");
        }
    }
}
