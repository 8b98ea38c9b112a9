using OpenSeva.Contracts.Catalogue;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Drafts;

/// <summary>
/// Answers that cannot be taken. Undoes the command; a page shows each sentence at its field, the API answers 400
/// with the sentences by field.
/// </summary>
internal sealed class AnswersWrong(PublishedService service, IReadOnlyList<WrongAnswer> wrong) : Exception("answers")
{
    public IReadOnlyList<WrongAnswer> Wrong { get; } = wrong;

    public IReadOnlyList<(string Field, string Sentence)> Say(Words words) =>
        [.. Wrong.Select(one => (one.Field, WrongWords.Say(one, service, words)))];
}

/// <summary>What is wrong with an answer, in the reader's language.</summary>
internal static class WrongWords
{
    public const string Eligibility = "eligibility";
    public const string Documents = "documents.";

    public static string Say(WrongAnswer wrong, PublishedService service, Words words) => wrong.Code is Eligibility
        ? service.Texts[TextKeys.Eligibility(wrong.Args[0])]
        : words[words.Knows($"answer.{wrong.Code}") ? $"answer.{wrong.Code}" : $"cases.answer.{wrong.Code}", [.. wrong.Args]];
}
