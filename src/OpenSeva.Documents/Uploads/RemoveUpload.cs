using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Documents;
using OpenSeva.Kernel;

namespace OpenSeva.Documents.Uploads;

/// <summary>Somebody takes back a file that no application holds or uses. The sweep removes its content.</summary>
internal sealed class RemoveUpload(Work work, Acting acting)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapDelete("/uploads/{id:guid}", Delete)
        .RequireAuthorization(Policy.SignedIn)
        .WithSummary("Take an upload back");

    private static async Task<NoContent> Delete(Guid id, RemoveUpload remove, CancellationToken ct)
    {
        await remove.Remove(id, ct);
        return TypedResults.NoContent();
    }

    public Task Remove(Guid id, CancellationToken ct) => work.Run(async (DocumentsDb db, IEnumerable<IUseUploads> rooms) =>
    {
        var upload = await db.Uploads.FindAsync([id], ct) ?? throw new Refusal("request.not-found");
        upload.CheckRemovableBy(acting.Actor);
        foreach (var room in rooms)
        {
            if (await room.Uses(id, upload.Owner, ct)) throw new Refusal("document.in-use");
        }

        db.Remove(upload);
        return true;
    }, ct);
}
