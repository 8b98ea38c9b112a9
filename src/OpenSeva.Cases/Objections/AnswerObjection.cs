using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Decisions;
using OpenSeva.Cases.Drafts;
using OpenSeva.Cases.Questions;
using OpenSeva.Cases.Submission;
using OpenSeva.Cases.Web;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Documents;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;
using OpenSeva.LegalClock;

namespace OpenSeva.Cases.Objections;

/// <param name="Answers">The fields asked to be mended, by code; a field left out keeps its answer.</param>
/// <param name="Documents">New uploads for the documents asked to be mended; they replace what was there for that code.</param>
public sealed record AnswerObjectionRequest(
    [property: JsonConverter(typeof(StrictJson))] JsonObject? Answers = null, IReadOnlyList<AttachedDocument>? Documents = null, string? Remarks = null);

/// <summary>The citizen mends exactly what was asked. The corrected answers are a new version; the clock runs again.</summary>
internal sealed partial class AnswerObjection(Work work, Acting acting, TimeProvider clock, ILogger<AnswerObjection> log)
{
    private const int LongestRemarks = 2000;

    public static void Map(IEndpointRouteBuilder cases) => cases
        .MapPost("/{id:guid}/objection/answer", Post).RequireAuthorization(Policy.Citizen).TakesMatch()
        .WithSummary("Answer the open objection by correcting its fields and documents");

    private static async Task<Ok<Answered>> Post(Guid id, AnswerObjectionRequest request, HttpContext http, AnswerObjection answer, CancellationToken ct) =>
        TypedResults.Ok(http.Tagged(await answer.Answer(id, request, http.Seen(), ct)));

    /// <exception cref="AnswersWrong">A corrected answer is wrong, or something else than asked was changed.</exception>
    public async Task<Answered> Answer(Guid id, AnswerObjectionRequest request, long? version, CancellationToken ct)
    {
        var tidy = request with { Documents = Fit.Given(request.Documents) };
        var answered = await work.Run(services => Answer(services, id, tidy, version, ct), ct);
        LogAnswered(answered.Number);
        return answered;
    }

    private async Task<Answered> Answer(IServiceProvider services, Guid id, AnswerObjectionRequest request, long? version, CancellationToken ct)
    {
        _ = acting.Actor.CitizenId;
        var (db, now) = (services.GetRequiredService<CasesDb>(), clock.Now);
        var inHand = await services.GetRequiredService<TakeInHand>().Take(id, acting.Actor, ct);
        var file = inHand.Case;
        if (version is { } seen && seen != file.Version) throw new Refusal("request.stale");

        var objection = await db.Objections.FirstOrDefaultAsync(one => one.CaseId == id && one.AnsweredAt == null && one.LapsedAt == null, ct)
            ?? throw new Refusal("case.not-asked", file.Number);
        var next = await Corrected(services, inHand, objection, request, ct);
        objection.Answer(next.N, now);
        db.Answers.Add(next);

        var due = objection.PauseReason is { } reason
            ? await services.GetRequiredService<IClock>().Record(id, ClockEventKind.Resumed, reason, ct)
            : await services.GetRequiredService<IClock>().Of(id, ct);
        file.CitizenAnswered(due, now);
        file.Reworded(Name(inHand.Definition, next.Answers, file.ApplicantName), Duplicates.KeyOf(inHand.Definition, next.Answers));
        db.Acts.Add(CaseAct.Of(file, ActKind.Answered, acting.Actor, now, new(Remarks: request.Remarks, Reference: objection.Id)));
        await services.GetRequiredService<IDesk>().Redate(
            file.ItemId, await services.GetRequiredService<Routing>().DueAt(id, inHand.Stage, file.StageSince, ct), ct);
        await services.GetRequiredService<Clearances.ClearanceLimits>().Recount(file, inHand.Definition, ct);
        return new(id, file.Number, file.State, file.DueAt, file.Version + 1);
    }

    /// <summary>The next version of the answers: only what was asked may differ, and what was asked must be right.</summary>
    private async Task<CaseAnswers> Corrected(IServiceProvider services, CaseInHand inHand, Objection objection, AnswerObjectionRequest request, CancellationToken ct)
    {
        var fields = Targets(objection, PointKind.Field);
        var documents = Targets(objection, PointKind.Document);
        var wrong = new List<WrongAnswer>();
        wrong.AddRange((request.Answers ?? []).Where(answer => !fields.Contains(answer.Key)).Select(answer => new WrongAnswer(answer.Key, "not-asked")));
        wrong.AddRange((request.Documents ?? []).Where(document => !documents.Contains(document.Code)).Select(document => new WrongAnswer(WrongWords.Documents + document.Code, "not-asked")));
        // A document objected to needs another document; a field may have been right all along, and is then said so by leaving it.
        wrong.AddRange(documents.Where(code => (request.Documents ?? []).All(document => document.Code != code))
            .Select(code => new WrongAnswer(WrongWords.Documents + code, "document-required")));
        if (request.Remarks?.Length > LongestRemarks) wrong.Add(new("remarks", "too-long", [LongestRemarks.ToString(CultureInfo.InvariantCulture)]));
        if (wrong.Count > 0) throw new AnswersWrong(inHand.Service, wrong);

        var answers = (JsonObject)inHand.Answers.Answers.DeepClone();
        foreach (var (code, answer) in request.Answers ?? [])
        {
            if (answer is null) answers.Remove(code);
            else answers[code] = answer.DeepClone();
        }

        IReadOnlyList<AttachedDocument> attached =
            [.. inHand.Answers.Documents.Where(document => !documents.Contains(document.Code)), .. request.Documents ?? []];
        var asked = inHand.Definition.Asked(answers, clock.Today);
        var mistakes = await services.GetRequiredService<Checking>().Whole(inHand.Service, asked, attached, Bundle.Case(inHand.Answers), ct);
        if (mistakes.Count > 0) throw new AnswersWrong(inHand.Service, mistakes);

        // Files that answer questions follow the answers.
        var rules = inHand.Definition.Documents.Select(rule => rule.Code).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<AttachedDocument> whole = [.. attached.Where(document => rules.Contains(document.Code)), .. FileAnswers.Of(inHand.Definition, asked)];
        await services.GetRequiredService<IDocuments>().Bind([.. whole.Except(inHand.Answers.Documents).Select(document => document.Upload).Distinct()], inHand.Case.Id, ct);
        return inHand.Answers.Next(asked, whole, clock.Now);
    }

    private static HashSet<string> Targets(Objection objection, PointKind kind) =>
        objection.Points.Where(point => point.Kind == kind).Select(point => point.Target).ToHashSet(StringComparer.Ordinal);

    private static string Name(ServiceDefinition definition, JsonObject answers, string before) =>
        answers[definition.Applicant.NameField] is JsonValue value && value.TryGetValue(out string? name) ? name : before;

    internal sealed record Answered(Guid Id, string Number, CaseState State, DateTimeOffset? DueAt, int Version) : IVersioned;

    [LoggerMessage(Level = LogLevel.Information, Message = "Objection to {Number} answered")]
    private partial void LogAnswered(string number);
}
