using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Documents;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Cases.Drafts;

public sealed record AttachRequest(Guid Upload);

/// <summary>The citizen puts an upload to a document the service asks for, or takes it away again.</summary>
internal sealed class DraftDocuments(Work work, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder drafts)
    {
        drafts.MapPost("/{id:guid}/documents/{code}", Post).RequireAuthorization(Policy.Citizen)
            .WithSummary("Put an uploaded file to a document the service asks for");
        drafts.MapDelete("/{id:guid}/uploads/{upload:guid}", Delete).RequireAuthorization(Policy.Citizen)
            .WithSummary("Take an uploaded file away from the application");
    }

    private static async Task<Ok<Changed>> Post(Guid id, string code, AttachRequest request, HttpContext http, DraftDocuments documents, CancellationToken ct) =>
        TypedResults.Ok(http.Tagged(await documents.Attach(id, code, request.Upload, ct)));

    private static async Task<Ok<Changed>> Delete(Guid id, Guid upload, HttpContext http, DraftDocuments documents, CancellationToken ct) =>
        TypedResults.Ok(http.Tagged(await documents.Detach(id, upload, ct)));

    public Task<Changed> Attach(Guid id, string code, Guid upload, CancellationToken ct) =>
        work.Run(async (CasesDb db, ICatalogue catalogue, IDocuments documents, DraftFiles files) =>
        {
            var (draft, service) = await db.Own(catalogue, id, acting.Actor, ct);
            var rule = service.Definition.Documents.FirstOrDefault(one => one.Code == code) ?? throw new Refusal("request.not-found");

            var card = (await documents.Uploads([upload], ct)).FirstOrDefault(one => one.Owner == draft.CitizenId) ?? throw new Refusal("request.not-found");
            if (card.CaseId is not null) throw new Refusal("draft.file-in-case", card.FileName);
            if ((await files.Of(draft.CitizenId, id, ct)).Contains(card.Id)) throw new Refusal("draft.file-in-draft", card.FileName);
            // A file that is still being scanned may be given meanwhile; it is not sent before.
            if (card.State is not UploadState.Quarantined && Fit.Refuses(rule, card) is { } refusal) throw refusal;

            draft.Attach(code, card.Id, clock.Now);
            return new Changed(id, draft.Version + 1);
        }, ct);

    public Task<Changed> Detach(Guid id, Guid upload, CancellationToken ct) => work.Run(async (CasesDb db, ICatalogue catalogue) =>
    {
        var (draft, _) = await db.Own(catalogue, id, acting.Actor, ct);
        draft.Detach(upload, clock.Now);
        return new Changed(id, draft.Version + 1);
    }, ct);

    internal sealed record Changed(Guid Id, int Version) : IVersioned;
}
