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
    /// <summary>No form is longer; beyond it something else than a form is sent.</summary>
    private const int LongestAnswers = 256 * 1024;

    public static void Map(IEndpointRouteBuilder drafts) => drafts
        .MapPut("/{id:guid}/pages/{page}", Put).RequireAuthorization(Policy.Citizen).NeedsMatch()
        .WithSummary("Answer one page of the form");

    private static async Task<Ok<Saved>> Put(Guid id, string page, SavePageRequest request, HttpContext http, SavePage save, CancellationToken ct)
    {
        var saved = await save.Save(id, page, request.Answers, request.Unchecked, http.Seen(), ct);
        http.Tag(saved.Version);
        return TypedResults.Ok(saved);
    }

    /// <exception cref="AnswersWrong">Something on the page is wrong and it was to be checked.</exception>
    public Task<Saved> Save(Guid id, string page, JsonObject answers, bool isUnchecked, long? version, CancellationToken ct) =>
        work.Run(async (CasesDb db, ICatalogue catalogue, Checking checking) =>
        {
            var (draft, service) = await db.Own(catalogue, id, acting.Actor, ct);
            var form = service.Definition.Pages.FirstOrDefault(one => one.Code == page) ?? throw new Refusal("request.not-found");
            draft.MustBe(version);
            if (answers.ToJsonString().Length > LongestAnswers) throw new Refusal("draft.too-long");

            var fields = form.Fields.Select(field => field.Code).ToList();
            if (!isUnchecked) await Check(checking, service, form, draft, answers, ct);
            draft.Keep(answers, fields, clock.Now);
            return new Saved(id, draft.Version + 1, Next(service, draft.Answers, page));
        }, ct);

    private static async Task Check(Checking checking, PublishedService service, FormPage form, Draft draft, JsonObject answers, CancellationToken ct)
    {
        var whole = (JsonObject)draft.Answers.DeepClone();
        foreach (var field in form.Fields) whole[field.Code] = answers[field.Code]?.DeepClone();
        var wrong = await checking.Page(service, form.Code, whole, draft.Id, ct);
        var unknown = answers.Where(answer => form.Fields.All(field => field.Code != answer.Key)).Select(answer => new WrongAnswer(answer.Key, "not-asked"));
        if (wrong.Concat(unknown).ToList() is { Count: > 0 } all) throw new AnswersWrong(service, all);
    }

    private string? Next(PublishedService service, JsonObject answers, string page)
    {
        var asked = service.Definition.PagesAsked(answers, clock.Today).Select(one => one.Code).ToList();
        var order = service.Definition.Pages.Select(one => one.Code).ToList();
        return asked.Find(code => order.IndexOf(code) > order.IndexOf(page));
    }

    /// <param name="NextPage">The page asked after this one; null after the last.</param>
    internal sealed record Saved(Guid Id, int Version, string? NextPage);
}
