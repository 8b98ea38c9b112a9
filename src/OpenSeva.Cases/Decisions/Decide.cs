using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Drafts;
using OpenSeva.Cases.Objections;
using OpenSeva.Cases.Web;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Cases.Decisions;

/// <param name="Reasons">Coded reasons, for a rejection.</param>
/// <param name="Points">Fields and documents with coded reasons, for an objection.</param>
/// <param name="Fields">The officer's own form, by field code.</param>
public sealed record DecideRequest(
    [property: StringLength(2000)] string? Remarks = null, IReadOnlyList<string>? Reasons = null,
    IReadOnlyList<ObjectionPoint>? Points = null, [property: JsonConverter(typeof(StrictJson))] JsonObject? Fields = null);

/// <summary>An officer acts on the case that lies on the desk of their post: whatever its stage allows.</summary>
internal sealed partial class Decide(Work work, Acting acting, ILogger<Decide> log)
{
    public static void Map(IEndpointRouteBuilder cases) => cases
        .MapPost("/{id:guid}/actions/{action}", Post).RequireAuthorization(Policy.Officer).TakesMatch()
        .WithSummary("Act on a case: forward, recommend, return, object, ask, approve, reject, complete, report or charge, as its stage allows");

    private static async Task<Ok<Decided>> Post(Guid id, string action, DecideRequest request, HttpContext http, Decide decide, CancellationToken ct) =>
        TypedResults.Ok(http.Tagged(await decide.Act(id, action, request, http.Seen(), ct)));

    /// <exception cref="AnswersWrong">Something on the officer's form is missing or wrong.</exception>
    public async Task<Decided> Act(Guid id, string action, DecideRequest request, long? version, CancellationToken ct)
    {
        var decided = await work.Run(services => Act(services, id, action, request, version, ct), ct);
        LogActed(action, decided.Number, decided.State);
        return decided;
    }

    private async Task<Decided> Act(IServiceProvider services, Guid id, string code, DecideRequest request, long? version, CancellationToken ct)
    {
        var inHand = await services.GetRequiredService<TakeInHand>().Take(id, acting.Actor, ct);
        if (version is { } seen && seen != inHand.Case.Version) throw new Refusal("request.stale");
        // Of a case that has left the desk, that it is gone says more than what its new stage knows.
        var action = inHand.Stage.Actions.FirstOrDefault(one => one.Code == code)
            ?? throw (inHand.Standing.Holds ? new Refusal("case.action-unknown") : new Refusal("case.not-at-your-desk", inHand.Case.Number));
        if (inHand.Standing.May(action).Blocked is { } blocked) throw new Refusal(blocked, inHand.Case.Number);

        if (request.Fields is { } filled) request = request with { Fields = action.Asked(filled, services.GetRequiredService<TimeProvider>().Today) };
        await Check(services, inHand, action, request, ct);
        await services.GetRequiredService<Acts>().Do(inHand, action, request, acting.Actor, ct);
        return new(id, inHand.Case.Number, inHand.Case.State, inHand.Case.Stage, inHand.Case.Version + 1);
    }

    private static async Task Check(IServiceProvider services, CaseInHand inHand, StageAction action, DecideRequest request, CancellationToken ct)
    {
        var fields = request.Fields ?? [];
        var around = await services.GetRequiredService<Checking>().Around(action.Fields, fields, ct);
        var wrong = AnswersCheck.Of(action, fields, around).ToList();
        wrong.AddRange(action.Requires.Where(needed => needed is not Permitted.Clearances && fields[needed] is null && wrong.All(one => one.Field != needed))
            .Select(needed => new WrongAnswer(needed, "required")));
        wrong.AddRange(BeforeSending(inHand.Case, action, fields));
        wrong.AddRange(Beginning.Wrong(action, fields, services.GetRequiredService<TimeProvider>().Today));
        wrong.AddRange(Reasons(inHand.Definition.Workflow, action, request));
        if (inHand.NeedsReasons(action) && string.IsNullOrWhiteSpace(request.Remarks)) wrong.Add(new("remarks", "despite-objection"));
        if (action.Kind is ActionKind.Object) wrong.AddRange(Objecting.Wrong(inHand, request.Points ?? []));
        if (wrong.Count > 0) throw new AnswersWrong(inHand.Service, wrong);
    }

    /// <summary>Nobody looked into an application before it came.</summary>
    private static IEnumerable<WrongAnswer> BeforeSending(Case file, StageAction action, JsonObject fields)
    {
        var sent = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(file.SubmittedAt, Time.India).DateTime);
        return action.Fields
            .Where(field => field.SinceSent && fields[field.Code] is JsonValue value && value.TryGetValue(out string? text)
                && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < sent)
            .Select(field => new WrongAnswer(field.Code, "date-too-early", [sent.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]));
    }

    private static IEnumerable<WrongAnswer> Reasons(Workflow workflow, StageAction action, DecideRequest request)
    {
        var given = request.Reasons ?? [];
        if (action.Kind is ActionKind.Reject && given.Count is 0) yield return new("reasons", "reason-required");
        if (action.Kind is not ActionKind.Reject && given.Count > 0) yield return new("reasons", "not-asked");
        if (action.Kind is ActionKind.Reject && given.Any(reason => !workflow.RejectionReasons.Contains(reason))) yield return new("reasons", "choice");
        // Sent back without a word, a case comes back as it went.
        if (action.Kind is ActionKind.Return && string.IsNullOrWhiteSpace(request.Remarks)) yield return new("remarks", "required");
        if (action.Kind is not ActionKind.Object && request.Points is { Count: > 0 }) yield return new("points", "not-asked");
        if (request.Remarks?.Length > 2000) yield return new("remarks", "too-long", ["2000"]);
    }

    internal sealed record Decided(Guid Id, string Number, CaseState State, string Stage, int Version) : IVersioned;

    [LoggerMessage(Level = LogLevel.Information, Message = "Action {Action} on {Number}, now {State}")]
    private partial void LogActed(string action, string number, CaseState state);
}
