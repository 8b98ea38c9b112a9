using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Drafts;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Documents;
using OpenSeva.Contracts.Payments;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Cases.Submission;

/// <summary>
/// The citizen sends the application. Without a fee it becomes a case at once; with one the draft is frozen, the fee
/// is asked for, and paying sends it (<see cref="SendPaid"/>).
/// </summary>
internal sealed partial class Send(Work work, Acting acting, TimeProvider clock, ILogger<Send> log)
{
    public static void Map(IEndpointRouteBuilder drafts) => drafts
        .MapPost("/{id:guid}/submission", Post).RequireAuthorization(Policy.Citizen).TakesMatch()
        .WithSummary("Send the application; with a fee due, answers where to pay");

    private static async Task<Results<Created<Sent>, Accepted<Sent>>> Post(Guid id, HttpContext http, Send send, CancellationToken ct, string? language = null)
    {
        var sent = await send.Submit(id, http.Seen(), language, ct);
        return sent.Number is not null ? TypedResults.Created($"/api/v1/cases/{id}", sent) : TypedResults.Accepted(sent.PayPath, sent);
    }

    /// <param name="language">In which the certificate is written; null leaves what the draft says.</param>
    /// <exception cref="AnswersWrong">Something is missing or wrong; nothing was changed.</exception>
    public async Task<Sent> Submit(Guid id, long? version, string? language, CancellationToken ct)
    {
        var sent = await work.Run(services => Submit(services, id, version, language, ct), ct);
        if (sent.Number is not null) LogSent(sent.Number);
        return sent;
    }

    private async Task<Sent> Submit(IServiceProvider services, Guid id, long? version, string? language, CancellationToken ct)
    {
        var (db, catalogue) = (services.GetRequiredService<CasesDb>(), services.GetRequiredService<ICatalogue>());
        var citizen = acting.Actor.CitizenId;
        await db.Hold(id, clock.Now, ct);
        if (await db.FindOwn(catalogue, id, acting.Actor, ct) is not { } inHand)
        {
            // Sent already, from another tab or device: the same answer again.
            var earlier = await db.Cases.FirstOrDefaultAsync(one => one.Id == id && one.CitizenId == citizen, ct) ?? throw new Refusal("request.not-found");
            return new(id, earlier.Number, earlier.DueAt, null);
        }

        var (draft, service) = inHand;
        draft.MustBe(version);
        Filing.MustAdmit(service, draft.FiledAs);
        if (language is not null && !Languages.Knows(language)) throw new AnswersWrong(service, [new("language", "choice")]);
        draft.Speak(language ?? draft.Language);
        // Looked at before money is asked for: what is paid must be able to go.
        draft.Lose(await Gone(services, draft, ct));
        var wrong = await services.GetRequiredService<Checking>().Whole(service, draft.Answers, draft.Documents, Bundle.Draft(id), ct);
        if (wrong.Count > 0) throw new AnswersWrong(service, wrong);

        var fee = FeeSchedule.Compute(service.Definition, draft.Answers, clock.Today);
        if (fee.Total > 0 && await Demand(services, draft, service, fee, ct) is { PaidAt: null } owed) return new(id, null, null, owed.PayPath);

        // Asked for earlier and no longer due: what came, or is still on its way, goes back.
        if (fee.Total is 0) await services.GetRequiredService<IPayments>().Return(id, ct);
        var filed = await services.GetRequiredService<Filing>().File(
            new(id, service, citizen, draft.Language, draft.Answers, draft.Documents) { FiledAs = draft.FiledAs }, acting.Actor, ct);
        db.Drafts.Remove(draft);
        return new(id, filed.Number, filed.DueAt, null);
    }

    private static async Task<IReadOnlyCollection<Guid>> Gone(IServiceProvider services, Draft draft, CancellationToken ct)
    {
        List<Guid> given = [.. draft.Documents.Select(document => document.Upload)];
        return [.. given.Except((await services.GetRequiredService<IDocuments>().Uploads(given, ct)).Select(card => card.Id))];
    }

    private async Task<DemandCard> Demand(IServiceProvider services, Draft draft, PublishedService service, Fee fee, CancellationToken ct)
    {
        // Nobody pays for an application that could then not be received.
        var definition = service.Definition;
        var start = definition.Workflow.Stages.Single(stage => stage.Code == definition.Workflow.Start);
        await services.GetRequiredService<Routing>().Of(start, definition, draft.Answers[definition.Applicant.Jurisdiction]!.GetValue<string>(), ct);

        // Paid before an answer was changed that changes the fee: that goes back, and the right fee is asked for.
        var payments = services.GetRequiredService<IPayments>();
        if (await payments.Of(draft.Id, ct) is { PaidAt: not null } paid && paid.Total.Paise != fee.Total) await payments.Return(draft.Id, ct);

        var demand = await payments.Demand(new(
            draft.Id, draft.Stream, draft.CitizenId, definition.Code, definition.Department, FeeWords.Text(service, TextKeys.Name),
            $"/applications/{draft.Id}", FeeWords.Lines(service, fee, services.GetRequiredService<Words>())), ct);
        if (demand.PaidAt is null) draft.Freeze(clock.Now);
        return demand;
    }

    /// <param name="Number">Null while a fee is due.</param>
    /// <param name="PayPath">Where the fee is paid; null when nothing is due.</param>
    internal sealed record Sent(Guid Id, string? Number, DateTimeOffset? DueAt, string? PayPath);

    [LoggerMessage(Level = LogLevel.Information, Message = "Application {Number} sent")]
    private partial void LogSent(string number);
}
