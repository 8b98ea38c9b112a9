using System.Text.Json.Nodes;

namespace OpenSeva.Definitions;

/// <summary>What of the applicant's account answers a question before it is asked.</summary>
public enum Prefill { Name, Mobile, Email }

/// <summary>The first answers of a draft: what the account knows of somebody who files for themselves. They may change each.</summary>
public static class Prefilling
{
    /// <param name="known">What the account says; an answer that the field would refuse is not given.</param>
    public static JsonObject Of(ServiceDefinition definition, Func<Prefill, string?> known)
    {
        var answers = new JsonObject();
        foreach (var field in definition.Pages.SelectMany(page => page.Fields))
        {
            if (field.Prefill is not { } what || known(what) is not { Length: > 0 } text) continue;
            if (AnswerRule.Check(field, text, new(default, _ => false)) is null) answers[field.Code] = text;
        }

        return answers;
    }

    /// <summary>The type a field must have to be answered so.</summary>
    internal static FieldType TypeOf(Prefill what) => what switch
    {
        Prefill.Name => FieldType.PersonName,
        Prefill.Mobile => FieldType.Mobile,
        _ => FieldType.Email,
    };
}
