using System.ComponentModel.DataAnnotations;
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
using OpenSeva.Cases.Submission;
using OpenSeva.Cases.Web;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Documents;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Corrections;

/// <param name="Answers">The fields to correct, by code, with the right answer.</param>
/// <param name="Documents">Proof, for documents the service knows; each replaces what was there for its code.</param>
public sealed record AskCorrectionRequest(
    [property: Required, JsonConverter(typeof(StrictJson))] JsonObject Answers, [property: Required, StringLength(2000, MinimumLength = 3)] string Remarks,
    IReadOnlyList<AttachedDocument>? Documents = null);

/// <summary>
/// The citizen asks for an issued certificate to be corrected. That is an application of its own through the same
/// desks, without a fee; when it is granted, its certificate supersedes the earlier one.
/// </summary>
internal sealed partial class AskCorrection(Work work, Acting acting, ILogger<AskCorrection> log)
{
    public static void Map(IEndpointRouteBuilder cases) => cases
        .MapPost("/{id:guid}/corrections", Post).RequireAuthorization(Policy.Citizen)
        .WithSummary("Ask for an issued certificate to be corrected");

    private static async Task<Created<Asked>> Post(Guid id, AskCorrectionRequest request, AskCorrection ask, CancellationToken ct)
    {
        var asked = await ask.Ask(id, request, ct);
        return TypedResults.Created($"/api/v1/cases/{asked.Id}", asked);
    }

    /// <exception cref="AnswersWrong">A corrected answer is wrong, or nothing was corrected.</exception>
    public async Task<Asked> Ask(Guid id, AskCorrectionRequest request, CancellationToken ct)
    {
        var tidy = request with { Documents = Fit.Given(request.Documents) };
        var asked = await work.Run(services => Ask(services, id, tidy, ct), ct);
        LogAsked(asked.Number, asked.Corrects);
        return asked;
    }

    private async Task<Asked> Ask(IServiceProvider services, Guid id, AskCorrectionRequest request, CancellationToken ct)
    {
        var (db, citizen) = (services.GetRequiredService<CasesDb>(), acting.Actor.CitizenId);
        await db.Hold(id, ct);
        var inHand = await services.GetRequiredService<TakeInHand>().Take(id, acting.Actor, ct);
        await MustBeOpenToCorrection(services, db, inHand.Case, ct);

        var before = inHand.Answers.Answers;
        var named = request.Answers.Where(answer => !JsonNode.DeepEquals(answer.Value, before[answer.Key])).Select(answer => answer.Key).ToList();
        var wrong = named.Where(code => inHand.Definition.Field(code) is null).Select(code => new WrongAnswer(code, "not-asked")).ToList();
        wrong.AddRange((request.Documents ?? []).Where(proof => inHand.Definition.Documents.All(rule => rule.Code != proof.Code))
            .Select(proof => new WrongAnswer(WrongWords.Documents + proof.Code, "not-asked")));
        if (named.Count is 0) wrong.Add(new("answers", "nothing-corrected"));
        if (string.IsNullOrWhiteSpace(request.Remarks)) wrong.Add(new("remarks", "required"));
        if (request.Remarks?.Length > 2000) wrong.Add(new("remarks", "too-long", ["2000"]));
        if (wrong.Count > 0) throw new AnswersWrong(inHand.Service, wrong);

        var answers = (JsonObject)before.DeepClone();
        foreach (var code in named) answers[code] = request.Answers[code]?.DeepClone();
        var proofs = (request.Documents ?? []).ToList();
        IReadOnlyList<AttachedDocument> documents = [.. inHand.Answers.Documents.Where(old => proofs.All(proof => proof.Code != old.Code)), .. proofs];
        var mistakes = await services.GetRequiredService<Checking>().Whole(inHand.Service, answers, documents, Bundle.Case(inHand.Answers), ct);
        if (mistakes.Count > 0) throw new AnswersWrong(inHand.Service, mistakes);

        // What the earlier case holds stays with it; only the new proofs become part of this one.
        var filed = await services.GetRequiredService<Filing>().File(
            new(Guid.CreateVersion7(), inHand.Service, citizen, inHand.Case.Language, answers, documents, id, request.Remarks)
            {
                Bound = [.. inHand.Answers.Documents.Select(old => old.Upload)],
                FiledAs = Filers.Of(await db.Acts.Where(act => act.CaseId == id && act.Kind == ActKind.Submitted).Select(act => act.Action).FirstOrDefaultAsync(ct)),
            },
            acting.Actor, ct);
        return new(filed.Id, filed.Number, filed.DueAt, inHand.Case.Number);
    }

    private static async Task MustBeOpenToCorrection(IServiceProvider services, CasesDb db, Case file, CancellationToken ct)
    {
        if (file.DestroyedAt is not null) throw new Refusal("case.record-destroyed", file.Number);
        if (file.State is not CaseState.Approved) throw new Refusal("case.nothing-issued", file.Number);

        var issued = await services.GetRequiredService<IDocuments>().IssuedFor(file.Id, ct);
        if (issued.All(document => document.State is not IssuedState.InForce)) throw new Refusal("case.nothing-issued", file.Number);
        // Until the granted correction's certificate is on the shelf, the one it supersedes still says that it is in force.
        CaseState[] pending = [CaseState.Open, CaseState.WithCitizen, CaseState.Approved];
        if (await db.Cases.Where(one => one.Corrects == file.Id && pending.Contains(one.State)).Select(one => new { one.Number, one.State }).FirstOrDefaultAsync(ct) is { } other)
            throw new Refusal(other.State is CaseState.Approved ? "case.correction-granted" : "case.correction-running", other.Number);
    }

    internal sealed record Asked(Guid Id, string Number, DateTimeOffset? DueAt, string Corrects);

    [LoggerMessage(Level = LogLevel.Information, Message = "Correction {Number} of {Corrects} asked")]
    private partial void LogAsked(string number, string corrects);
}
