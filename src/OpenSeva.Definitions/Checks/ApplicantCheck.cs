namespace OpenSeva.Definitions;

/// <summary>The fields that route a case, name its person and tell duplicates apart are there and always answered.</summary>
internal static class ApplicantCheck
{
    public static void Run(ServiceDefinition definition, YamlNode.Map root, MistakeList mistakes)
    {
        var applicant = definition.Applicant;
        Always(applicant.Jurisdiction, "jurisdiction", [FieldType.Address], "an address field");
        Always(applicant.NameField, "name", [FieldType.PersonName, FieldType.Text], "a name or text field");

        for (var index = 0; index < applicant.DuplicateFields.Count; index++)
        {
            Known(applicant.DuplicateFields[index], root.Find("applicant", "duplicates", index));
        }

        var seen = new HashSet<Prefill>();
        foreach (var (page, p) in definition.Pages.Select((page, p) => (page, p)))
        {
            foreach (var (field, f) in page.Fields.Select((field, f) => (field, f)))
            {
                if (field.Prefill is { } what && !seen.Add(what))
                    mistakes.Add(root.Find("form", p, "fields", f, "prefill"), "prefill-twice", $"The account's {Block.Hyphened(what)} answers a field already; two persons' are hardly the same.");
            }
        }

        void Always(string code, string member, FieldType[] types, string expected)
        {
            var at = root.Find("applicant", member);
            if (Known(code, at) is not { } field) return;

            if (!types.Contains(field.Type)) mistakes.Add(at, "wrong-field", $"'{member}' must name {expected}; '{code}' is a {Block.Hyphened(field.Type)} field.");
            if (!AlwaysAnswered(definition, code)) mistakes.Add(at, "not-always-asked", $"'{code}' must be required and asked of everybody, because every application needs it.");
        }

        Field? Known(string code, Mark at)
        {
            if (code.Length is 0) return null;
            if (definition.Field(code) is { } field) return field;

            mistakes.Add(at, "unknown-field", $"There is no field '{code}'.{Nearest.Hint(code, definition.Pages.SelectMany(page => page.Fields).Select(known => known.Code))}");
            return null;
        }
    }

    public static bool AlwaysAnswered(ServiceDefinition definition, string code) =>
        definition.Pages.Any(page => page.When is null && page.Fields.Any(field => field.Code == code && field is { Required: true, When: null }));
}
