using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Documents;

/// <summary>Documents' part of what a citizen takes home: what they handed in, what they were given, whom they showed it.</summary>
internal sealed class OwnDocuments(DocumentsDb db, TimeProvider clock) : IOwnData
{
    public string Part => "documents";

    public async Task<JsonNode> Of(Guid citizenId, CancellationToken ct)
    {
        var uploads = await db.Uploads.Where(upload => upload.Owner == citizenId).OrderBy(upload => upload.ReceivedAt).ToListAsync(ct);
        var issued = await db.Issued.Where(document => document.CitizenId == citizenId).OrderBy(document => document.IssuedAt).ToListAsync(ct);
        var shares = await db.Shares.Where(share => share.CitizenId == citizenId).OrderBy(share => share.CreatedAt).ToListAsync(ct);
        return JsonSerializer.SerializeToNode(new
        {
            uploads = uploads.Select(upload => upload.Card()),
            issued = issued.Select(document => new { document.Holder, document.Title, card = document.Card(clock.Today) }),
            shares = shares.Select(share => new { share.DocumentId, share.CreatedAt, share.ExpiresAt }),
        }, JsonText.Options)!;
    }
}
