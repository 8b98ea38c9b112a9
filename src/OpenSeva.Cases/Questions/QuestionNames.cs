using System.Text.Json.Nodes;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.Ui;

namespace OpenSeva.Cases.Questions;

/// <summary>What each question is called in the list of mistakes, which stands far from it: of a group also the entry.</summary>
internal static class QuestionNames
{
    public static void Name(
        this FormErrors errors, PublishedService service, IEnumerable<Field> fields, JsonObject answers, Words words, string prefix = PostedAnswers.Prefix, string within = "")
    {
        foreach (var field in fields)
        {
            var label = service.Texts[TextKeys.Field(field.Code)];
            errors.Name(prefix + field.Code, within + label);
            if (field.Type is not FieldType.Group || answers[field.Code] is not JsonArray entries) continue;

            foreach (var (place, entry) in entries.Index())
                errors.Name(service, field.Fields, entry as JsonObject ?? [], words, $"{prefix}{field.Code}.{place}.", words["cases.group.entry", label, place + 1] + ": ");
        }
    }
}
