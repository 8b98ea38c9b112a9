using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Cases.Web;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Cases.Drafts;

/// <param name="Answers">By field code; a field left out or null is emptied.</param>
/// <param name="Unchecked">True keeps the answers as they are, wrong ones too, to go on later.</param>
public sealed record SavePageRequest([property: JsonConverter(typeof(StrictJson))] JsonObject Answers, bool Unchecked = false);

/// <summary>The citizen fills in one page of the form.</summary>
internal sealed class SavePage(Work work, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder drafts) => drafts
        .MapPut("/{id:guid}/pages/{page}", Put).RequireAuthorization(Policy.Citizen).NeedsMatch()
        .WithSummary("Answer one page of the form");

    private static async Task<Ok<Saved>> Put(Guid id, string page, SavePageRequest request, HttpContext http, SavePage save, CancellationToken ct)
    {
        var saved = await save.Save(id, page, request.Answers, request.Unchecked, http.Seen(), ct);
        http.Tag(saved.Version);
        return TypedResults.Ok(saved);
    }

    /// <exception cref="AnswersWrong">Something on the page is wrong and it was to be checked, or too much to be kept at all.</exception>
    public Task<Saved> Save(Guid id, string page, JsonObject answers, bool isUnchecked, long? version, CancellationToken ct) =>
        work.Run(async (CasesDb db, ICatalogue catalogue, Checking checking) =>
        {
            var (draft, service) = await db.Own(catalogue, id, acting.Actor, ct);
            var form = service.Definition.Pages.FirstOrDefault(one => one.Code == page) ?? throw new Refusal("request.not-found");
            draft.MustBe(version);
            var beyond = AnswerBounds.Beyond(form.Fields, answers);
            var wrong = isUnchecked ? beyond : await Check(checking, service, form, draft, answers, beyond, ct);
            if (wrong.Count > 0) throw new AnswersWrong(service, wrong);

            var fields = form.Fields.Select(field => field.Code).ToList();
            draft.Keep(answers, fields, clock.Now);
            return new Saved(id, draft.Version + 1, Next(service, draft.Answers, page));
        }, ct);

    /// <summary>Every wrong field, in the order of the page. An answer beyond its bounds is not looked at any further.</summary>
    private static async Task<IReadOnlyList<WrongAnswer>> Check(
        Checking checking, PublishedService service, FormPage form, Draft draft, JsonObject answers, IReadOnlyList<WrongAnswer> beyond, CancellationToken ct)
    {
        var unread = beyond.Select(FieldOf).ToHashSet(StringComparer.Ordinal);
        var whole = (JsonObject)draft.Answers.DeepClone();
        foreach (var field in form.Fields) whole[field.Code] = unread.Contains(field.Code) ? null : answers[field.Code]?.DeepClone();
        var wrong = await checking.Page(service, form.Code, whole, draft.Id, ct);
        var order = form.Fields.Select(field => field.Code).ToList();
        return
        [
            .. beyond.Concat(wrong.Where(one => !unread.Contains(FieldOf(one)))).OrderBy(one => order.IndexOf(FieldOf(one))),
            .. answers.Where(answer => !order.Contains(answer.Key)).Select(answer => new WrongAnswer(answer.Key, "not-asked")),
        ];
    }

    private static string FieldOf(WrongAnswer wrong) => wrong.Field.Split('.')[0];

    private string? Next(PublishedService service, JsonObject answers, string page)
    {
        var asked = service.Definition.PagesAsked(answers, clock.Today).Select(one => one.Code).ToList();
        var order = service.Definition.Pages.Select(one => one.Code).ToList();
        return asked.Find(code => order.IndexOf(code) > order.IndexOf(page));
    }

    /// <param name="NextPage">The page asked after this one; null after the last.</param>
    internal sealed record Saved(Guid Id, int Version, string? NextPage);
}
