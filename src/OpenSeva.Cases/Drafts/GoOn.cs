using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Drafts;

/// <summary>
/// Leads back to where the citizen stopped: the first page that is not complete, then the documents, and to the check
/// page when nothing is missing or only paying is left.
/// </summary>
internal sealed class GoOn(ReadDrafts drafts, Checking checking, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/applications/{id:guid}/form", Get).RequireAuthorization(Policy.Citizen).ExcludeFromDescription();

    private static async Task<RedirectHttpResult> Get(Guid id, GoOn on, CancellationToken ct) => TypedResults.LocalRedirect($"/applications/{id}{await on.Place(id, ct)}");

    private async Task<string> Place(Guid id, CancellationToken ct)
    {
        // Sent meanwhile, or not theirs: the application's own page says which.
        if (await drafts.Find(id, ct) is not { } inHand) return "";

        var (draft, service) = inHand;
        if (draft.State is DraftState.AwaitingPayment) return "/check";

        var wrong = await checking.Whole(service, draft.Answers, draft.Documents, Bundle.Draft(id), ct);
        var fields = wrong.Select(one => one.Field.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        return service.Definition.PagesAsked(draft.Answers, clock.Today).FirstOrDefault(page => page.Fields.Any(field => fields.Contains(field.Code))) is { } page ? $"/form/{page.Code}"
            : wrong.Any(one => one.Field.StartsWith(WrongWords.Documents, StringComparison.Ordinal)) ? "/documents" : "/check";
    }
}
