using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel.Storage;
using OpenSeva.Notices.Messages;

namespace OpenSeva.Notices.Inbox;

/// <summary>What this room keeps about a citizen: the messages of the inbox in their words.</summary>
internal sealed class OwnMessages(NoticesDb db, Wording wording) : IOwnData
{
    public string Part => "messages";

    public async Task<JsonNode> Of(Guid citizenId, CancellationToken ct)
    {
        var messages = await db.Messages.Where(message => message.CitizenId == citizenId).OrderBy(message => message.At).ToListAsync(ct);
        return JsonSerializer.SerializeToNode(
            messages.Select(m => new { m.At, m.Language, Subject = wording.Subject(m.Template, m.Language, m.Arguments), Text = wording.Text(m.Template, m.Language, m.Arguments), m.ReadAt }),
            JsonText.Options)!;
    }
}
