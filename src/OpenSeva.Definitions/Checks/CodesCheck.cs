namespace OpenSeva.Definitions;

/// <summary>Within its kind, a code names one thing only.</summary>
internal static class CodesCheck
{
    public static void Run(ServiceDefinition definition, YamlNode.Map root, MistakeList mistakes)
    {
        var seen = new Seen(mistakes);
        foreach (var (page, p) in definition.Pages.Select((page, p) => (page, p)))
        {
            seen.Once("page", page.Code, root.Find("form", p, "code"));
            foreach (var (field, f) in page.Fields.Select((field, f) => (field, f)))
            {
                // Fields of groups share the form's codes, because they share its texts.
                seen.Once("field", field.Code, root.Find("form", p, "fields", f, "code"));
                foreach (var (inner, i) in field.Fields.Select((inner, i) => (inner, i)))
                {
                    seen.Once("field", inner.Code, root.Find("form", p, "fields", f, "fields", i, "code"));
                }
            }
        }

        // An uploaded file is known by its code, whether it answers a question or is one of the documents.
        foreach (var (document, d) in definition.Documents.Select((document, d) => (document, d)))
        {
            if (!definition.Pages.SelectMany(page => page.Fields).SelectMany(field => field.Fields.Prepend(field)).Any(field => field.Type is FieldType.File && field.Code == document.Code)) continue;
            mistakes.Add(root.Find("documents", d, "code"), "duplicate-code", $"A field of type file is already called '{document.Code}'.");
        }

        Each(definition.Documents, "documents", "document", document => document.Code);
        Each(definition.Fees, "fees", "fee head", fee => fee.Code);
        Each(definition.Applicant.Eligibility, "eligibility", "eligibility rule", rule => rule.Code, "applicant");
        Each(definition.Workflow.Stages, "stages", "stage", stage => stage.Code, "workflow");
        Lists(definition, root, mistakes);

        void Each<T>(IReadOnlyList<T> items, string member, string kind, Func<T, string> code, string? within = null)
        {
            for (var index = 0; index < items.Count; index++)
            {
                var at = within is null ? root.Find(member, index, "code") : root.Find(within, member, index, "code");
                seen.Once(kind, code(items[index]), at);
            }
        }
    }

    /// <summary>Lists of bare codes.</summary>
    private static void Lists(ServiceDefinition definition, YamlNode.Map root, MistakeList mistakes)
    {
        Check(definition.Law.Rule.PauseReasons, "law", "pauses");
        Check([.. definition.Workflow.ObjectionReasons.Select(reason => reason.Code)], "workflow", "objection-reasons");
        Check(definition.Workflow.RejectionReasons, "workflow", "rejection-reasons");

        void Check(IReadOnlyList<string> codes, string part, string member)
        {
            var seen = new Seen(mistakes);
            for (var index = 0; index < codes.Count; index++) seen.Once("reason", codes[index], root.Find(part, member, index, "code"));
        }
    }

    internal sealed class Seen(MistakeList mistakes)
    {
        private readonly HashSet<(string, string)> codes = [];

        public void Once(string kind, string code, Mark at)
        {
            if (code.Length > 0 && !codes.Add((kind, code)))
            {
                mistakes.Add(at, "duplicate-code", $"There is already a {kind} '{code}'.");
            }
        }
    }
}
