using System.Globalization;
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

    /// <summary>Said in the words of the refusal that follows.</summary>
    public const string Refusal = "refusal.";

    public static string Say(WrongAnswer wrong, PublishedService service, Words words) => wrong.Code switch
    {
        Eligibility => service.Texts[TextKeys.Eligibility(wrong.Args[0])],
        // Named, because a list of mistakes says it far from the place to upload.
        "document-required" => words["cases.answer.document-required", service.Texts[TextKeys.Document(wrong.Field[Documents.Length..])]],
        // Its own words, as when the file was handed in.
        var code when code.StartsWith(Refusal, StringComparison.Ordinal) => words[code, [.. wrong.Args]],
        // The levels a place may have, by the names the directory gives them.
        "address-level" => words["answer.address-level", string.Join(" / ", wrong.Args.Select(level => Level(level, words)))],
        "date-too-early" or "date-too-late" => words[$"answer.{wrong.Code}", [.. wrong.Args.Select(Day)]],
        var code => words[words.Knows($"answer.{code}") ? $"answer.{code}" : $"cases.answer.{code}", [.. wrong.Args]],
    };

    private static string Day(string written) =>
        DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? OpenSeva.Ui.Dates.Day(day) : written;

    private static string Level(string code, Words words) => words.Knows($"directory.level.{code}") ? words[$"directory.level.{code}"] : code;
}
