using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Drafts;

public sealed record StartDraftRequest(string Service);

/// <summary>A citizen begins an application under the version of the service in force today.</summary>
internal sealed class StartDraft(Work work, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder drafts) => drafts
        .MapPost("/", Post).RequireAuthorization(Policy.Citizen)
        .WithSummary("Begin an application for a service");

    private static async Task<Created<Started>> Post(StartDraftRequest request, StartDraft start, CancellationToken ct)
    {
        var started = await start.Start(request.Service, ct);
        return TypedResults.Created($"/api/v1/drafts/{started.Id}", started);
    }

    public Task<Started> Start(string service, CancellationToken ct) => work.Run(async (CasesDb db, ICatalogue catalogue) =>
    {
        var citizen = acting.Actor.CitizenId;
        var current = await catalogue.Current(service, clock.Today, ct) ?? throw new Refusal("request.not-found");
        if (await db.Drafts.CountAsync(draft => draft.CitizenId == citizen, ct) >= Draft.MostPerCitizen)
            throw new Refusal("draft.too-many", Draft.MostPerCitizen);

        var draft = Draft.Start(citizen, current.Definition.Code, current.Definition.Version, Languages.Current, clock.Now);
        db.Drafts.Add(draft);
        return new Started(draft.Id, draft.Service, draft.ServiceVersion, current.Definition.Pages[0].Code);
    }, ct);

    /// <param name="FirstPage">Code of the form's first page.</param>
    internal sealed record Started(Guid Id, string Service, int ServiceVersion, string FirstPage);
}
