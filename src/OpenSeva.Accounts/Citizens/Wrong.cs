using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenSeva.Accounts.Codes;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Citizens;

/// <summary>What is wrong with what was typed, by field, in the words a page shows and the API returns.</summary>
internal static class Wrong
{
    public static ValidationProblem Problem(IReadOnlyDictionary<string, string> errors) =>
        TypedResults.ValidationProblem(errors.ToDictionary(error => error.Key, error => new[] { error.Value }));

    public static Dictionary<string, string> Codes(IEnumerable<Slot> slots, Words words) =>
        slots.ToDictionary(Field, _ => words["accounts.wrong.code"]);

    public static string Field(Slot slot) => slot switch
    {
        Slot.Email => "emailCode",
        Slot.Mobile => "mobileCode",
        Slot.NewEmail => "newEmailCode",
        _ => "newMobileCode",
    };
}
