using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Drafts;

/// <param name="FiledAs">In which capacity; left out, for oneself, or as the one the service admits.</param>
public sealed record StartDraftRequest(string Service, Filer? FiledAs = null);

/// <summary>A citizen begins an application under the version of the service in force today.</summary>
internal sealed class StartDraft(Work work, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder drafts) => drafts
        .MapPost("/", Post).RequireAuthorization(Policy.Citizen)
        .WithSummary("Begin an application for a service");

    private static async Task<Created<Started>> Post(StartDraftRequest request, StartDraft start, CancellationToken ct)
    {
        var started = await start.Start(request.Service, request.FiledAs, ct);
        return TypedResults.Created($"/api/v1/drafts/{started.Id}", started);
    }

    public Task<Started> Start(string service, Filer? filedAs, CancellationToken ct) => work.Run(async (CasesDb db, ICatalogue catalogue, IAccounts accounts) =>
    {
        var citizen = acting.Actor.CitizenId;
        var current = await catalogue.Current(service, clock.Today, ct) ?? throw new Refusal("request.not-found");
        if (await db.Drafts.CountAsync(draft => draft.CitizenId == citizen, ct) >= Draft.MostPerCitizen)
            throw new Refusal("draft.too-many", Draft.MostPerCitizen);

        var admitted = current.Definition.Applicant.FiledBy;
        var filer = filedAs ?? (admitted is [var only] ? only : Filer.Self);
        Filing.MustAdmit(current, filer);
        var known = await accounts.Citizen(citizen, ct);
        var language = Languages.Knows(known?.Language) ? known!.Language : Languages.Current;
        var draft = Draft.Start(citizen, current.Definition.Code, current.Definition.Version, language, filer, clock.Now);
        // Only for themselves: whoever files for somebody else has an account of their own, and the form asks about the other.
        if (filer is Filer.Self && known is not null)
            draft.Begin(Prefilling.Of(current.Definition, what => what switch { Prefill.Name => known.Name, Prefill.Mobile => known.Mobile, _ => known.Email }));
        db.Drafts.Add(draft);
        return new Started(draft.Id, draft.Service, draft.ServiceVersion, current.Definition.Pages[0].Code);
    }, ct);

    /// <param name="FirstPage">Code of the form's first page.</param>
    internal sealed record Started(Guid Id, string Service, int ServiceVersion, string FirstPage);
}
