using System.Text.Json.Nodes;

namespace OpenSeva.Definitions;

/// <summary>Which pages, fields and documents an applicant, and which fields an officer, is asked for, given the answers so far.</summary>
public static class AskedFields
{
    extension(ServiceDefinition service)
    {
        /// <summary>The pages asked, in order. An undecided condition does not ask yet.</summary>
        public IEnumerable<FormPage> PagesAsked(JsonObject answers, DateOnly today)
        {
            var asked = service.Asked(answers, today);
            return service.Pages.Where(page => page.When.Holds(asked, today));
        }

        /// <summary>
        /// The answers that count: those to fields that are asked. An answer left behind on a page that no longer
        /// applies is kept in the draft but decides nothing, neither a fee nor a later question.
        /// </summary>
        public JsonObject Asked(JsonObject answers, DateOnly today)
        {
            var asked = new JsonObject();
            foreach (var page in service.Pages)
            {
                if (!page.When.Holds(asked, today)) continue;

                foreach (var field in page.Fields)
                {
                    if (!field.When.Holds(asked, today) || answers[field.Code] is not { } answer) continue;
                    asked[field.Code] = answer.DeepClone();
                }
            }

            return asked;
        }

        /// <summary>The documents asked for, required ones and optional ones.</summary>
        public IEnumerable<DocumentRule> DocumentsAsked(JsonObject answers, DateOnly today)
        {
            var asked = service.Asked(answers, today);
            return service.Documents.Where(document => document.When.Holds(asked, today));
        }

        /// <summary>Eligibility rules that surely fail. An open one does not refuse anybody.</summary>
        public IEnumerable<EligibilityRule> EligibilityFailed(JsonObject answers, DateOnly today)
        {
            var asked = service.Asked(answers, today);
            return service.Applicant.Eligibility.Where(rule => rule.When.Judge(asked, today) is Verdict.Fails);
        }

        /// <summary>A field of the form by its code; null when there is none. Fields inside groups are not found.</summary>
        public Field? Field(string code) => service.Pages.SelectMany(page => page.Fields).FirstOrDefault(field => field.Code == code);

        /// <summary>The field a head's slabs look at: the form's, or the officer's own on an action that charges the head.</summary>
        public Field? FieldOf(FeeHead head) => head.SlabField is not { } code ? null : service.Field(code)
            ?? service.Actions.Where(action => action.Charges.Contains(head.Code)).SelectMany(action => action.Fields).FirstOrDefault(field => field.Code == code);
    }

    extension(StageAction action)
    {
        /// <summary>
        /// What counts of an officer's form: nothing in a field whose condition does not hold. What no field knows stays,
        /// to be refused.
        /// </summary>
        public JsonObject Asked(JsonObject answers, DateOnly today)
        {
            var asked = (JsonObject)answers.DeepClone();
            foreach (var field in action.Fields.Where(field => !field.When.Holds(asked, today))) asked.Remove(field.Code);
            return asked;
        }
    }
}
