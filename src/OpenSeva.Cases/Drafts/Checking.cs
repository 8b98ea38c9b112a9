using System.Globalization;
using System.Text.Json.Nodes;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Questions;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Directory;
using OpenSeva.Contracts.Documents;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Drafts;

/// <summary>Holds answers and documents against the version of the service they were given for.</summary>
internal sealed class Checking(IDirectory directory, IDocuments uploads, DraftFiles drafts, Acting acting, TimeProvider clock)
{
    /// <summary>Everything that keeps an application from being sent: answers, documents, eligibility.</summary>
    public async Task<IReadOnlyList<WrongAnswer>> Whole(
        PublishedService service, JsonObject answers, IReadOnlyList<AttachedDocument> documents, Bundle bundle, CancellationToken ct)
    {
        var (definition, today) = (service.Definition, clock.Today);
        var cards = (await uploads.Uploads([.. documents.Select(document => document.Upload)], ct)).ToDictionary(card => card.Id);
        // A file that is not there any more was not given.
        var given = documents.Where(document => cards.ContainsKey(document.Upload)).Select(document => document.Code).ToHashSet(StringComparer.Ordinal);
        // What is left on a page that is no longer asked is not sent, so it cannot be wrong.
        var asked = definition.Asked(answers, today);
        return
        [
            .. AnswersCheck.Whole(definition, asked, await Around(definition, asked, bundle, ct, sending: true)),
            .. definition.DocumentsAsked(answers, today).Where(rule => rule.Required && !given.Contains(rule.Code))
                .Select(rule => new WrongAnswer(WrongWords.Documents + rule.Code, "document-required")),
            .. definition.EligibilityFailed(answers, today)
                .Select(rule => new WrongAnswer($"eligibility.{rule.Code}", WrongWords.Eligibility, [rule.Code])),
            .. await Unfit([.. definition.DocumentsAsked(answers, today)], documents, cards, bundle, ct),
        ];
    }

    private async Task<IReadOnlyList<WrongAnswer>> Unfit(
        IReadOnlyList<DocumentRule> rules, IReadOnlyList<AttachedDocument> documents, Dictionary<Guid, UploadCard> cards, Bundle bundle, CancellationToken ct)
    {
        if (documents.Count is 0) return [];

        var wrong = new List<WrongAnswer>();
        var elsewhere = await Elsewhere(bundle, ct);
        foreach (var document in documents)
        {
            if (rules.FirstOrDefault(one => one.Code == document.Code) is not { } rule || cards.GetValueOrDefault(document.Upload) is not { } card || bundle.Taken.Contains(card.Id)) continue;
            if ((NotFree(card, elsewhere) ?? Fit.Refuses(rule, card)) is { } refusal)
                wrong.Add(new(WrongWords.Documents + rule.Code, WrongWords.Refusal + refusal.Code, [.. refusal.Args.Select(arg => Convert.ToString(arg, CultureInfo.InvariantCulture)!)]));
        }

        return wrong;
    }

    public async Task<IReadOnlyList<WrongAnswer>> Page(PublishedService service, string page, JsonObject answers, Guid draft, CancellationToken ct) =>
        AnswersCheck.Page(service.Definition, page, answers, await Around(service.Definition, answers, Bundle.Draft(draft), ct));

    private async Task<AnswerSurroundings> Around(ServiceDefinition definition, JsonObject answers, Bundle bundle, CancellationToken ct, bool sending = false) =>
        await Around([.. definition.Pages.SelectMany(page => page.Fields)], answers, bundle, ct, sending);

    /// <summary>What an officer fills in.</summary>
    public Task<AnswerSurroundings> Around(IReadOnlyList<Field> fields, JsonObject answers, CancellationToken ct) => Around(fields, answers, new Bundle(null, []), ct);

    /// <param name="sending">A file that is still being scanned may be given, but not sent.</param>
    private async Task<AnswerSurroundings> Around(IReadOnlyList<Field> fields, JsonObject answers, Bundle bundle, CancellationToken ct, bool sending = false)
    {
        var given = FileAnswers.Of(fields, answers).Select(document => document.Upload).Distinct().ToList();
        var cards = given.Count is 0 ? [] : (await uploads.Uploads(given, ct)).ToDictionary(card => card.Id);
        var levels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var unit in Units(fields, answers).Distinct(StringComparer.Ordinal))
        {
            if (await directory.UnitPath(unit, ct) is [var place, ..]) levels[unit] = place.Level;
        }

        IReadOnlySet<Guid> elsewhere = cards.Count is 0 ? new HashSet<Guid>() : await Elsewhere(bundle, ct);

        (string, IReadOnlyList<string>)? WrongFile(Field field, string id) =>
            this.WrongFile(field, Guid.TryParseExact(id, "D", out var upload) ? cards.GetValueOrDefault(upload) : null, bundle, elsewhere, sending);

        return new(clock.Today, levels.ContainsKey) { LevelOf = levels.GetValueOrDefault, WrongFile = WrongFile };
    }

    /// <summary>The citizen's own file, for this application only, within the field's limits.</summary>
    private (string, IReadOnlyList<string>)? WrongFile(Field field, UploadCard? card, Bundle bundle, IReadOnlySet<Guid> elsewhere, bool sending)
    {
        if (card is null || (acting.Actor.Kind is ActorKind.Citizen && card.Owner != acting.Actor.Id)) return ("file", []);
        if (bundle.Taken.Contains(card.Id) || (acting.Actor.Kind is not ActorKind.Citizen && card.CaseId is not null)) return null;

        var refusal = NotFree(card, elsewhere) ?? (card.State is UploadState.Quarantined && !sending ? null : Fit.Refuses(FileAnswers.Rule(field), card));
        return refusal is null ? null : (WrongWords.Refusal + refusal.Code, [.. refusal.Args.Select(arg => Convert.ToString(arg, CultureInfo.InvariantCulture)!)]);
    }

    private static Refusal? NotFree(UploadCard card, IReadOnlySet<Guid> elsewhere) =>
        card.CaseId is not null ? new("draft.file-in-case", card.FileName)
        : elsewhere.Contains(card.Id) ? new("draft.file-in-draft", card.FileName) : null;

    private async Task<IReadOnlySet<Guid>> Elsewhere(Bundle bundle, CancellationToken ct) =>
        acting.Actor.Kind is ActorKind.Citizen ? await drafts.Of(acting.Actor.CitizenId, bundle.DraftId, ct) : new HashSet<Guid>();

    private static IEnumerable<string> Units(IEnumerable<Field> fields, JsonObject answers)
    {
        foreach (var field in fields)
        {
            if (field.Type is FieldType.Address && answers[field.Code] is JsonValue value && value.TryGetValue(out string? unit)) yield return unit;
            if (field.Type is not FieldType.Group || answers[field.Code] is not JsonArray entries) continue;

            foreach (var inner in entries.OfType<JsonObject>().SelectMany(entry => Units(field.Fields, entry))) yield return inner;
        }
    }
}

/// <summary>Whose files are looked at: a draft's, or those of a case that is mended.</summary>
/// <param name="Taken">What the office holds already: it was right when it was taken.</param>
internal sealed record Bundle(Guid? DraftId, IReadOnlyCollection<Guid> Taken)
{
    public static Bundle Draft(Guid id) => new(id, []);

    public static Bundle Case(CaseAnswers held) => new(null, [.. held.Documents.Select(document => document.Upload)]);
}
