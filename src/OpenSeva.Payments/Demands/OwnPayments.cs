using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Payments.Demands;

/// <summary>What this room keeps about a citizen: demands, their heads, and what was paid.</summary>
internal sealed class OwnPayments(PaymentsDb db) : IOwnData
{
    public string Part => "payments";

    public async Task<JsonNode> Of(Guid citizenId, CancellationToken ct)
    {
        var demands = await db.Demands.Where(d => d.Payer == citizenId).OrderBy(d => d.AskedAt).ToListAsync(ct);
        return JsonSerializer.SerializeToNode(
            demands.Select(d => new { d.Id, d.Reference, d.Service, d.Title, d.Lines, d.Total, d.State, d.AskedAt, d.PaidAt, d.ReceiptNumber }), JsonText.Options)!;
    }
}
