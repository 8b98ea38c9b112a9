using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Notices.Messages;

namespace OpenSeva.Notices.Inbox;

/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record InboxView(int Unread, IReadOnlyList<InboxMessage> Items, string? Next);

/// <param name="Language">The language the words are in.</param>
/// <param name="Path">Page it leads to.</param>
public sealed record InboxMessage(Guid Id, DateTimeOffset At, string Language, string Subject, string Text, string? Path, DateTimeOffset? ReadAt);

/// <summary>A citizen's messages, newest first.</summary>
internal sealed class ViewInbox(NoticesDb db, Acting acting, Wording wording)
{
    public const int PageSize = 20;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/", Get)
        .WithSummary("One's own messages, newest first")
        .RequireAuthorization(Policy.Citizen);

    private static async Task<Ok<InboxView>> Get(ViewInbox view, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = PageSize) =>
        TypedResults.Ok(await view.View(after, limit, ct) ?? throw Lists.Unknown());

    /// <returns>Null when the cursor is none of ours.</returns>
    public async Task<InboxView?> View(string? after, int limit, CancellationToken ct)
    {
        var citizen = acting.Actor.CitizenId;
        var mine = db.Messages.Where(message => message.CitizenId == citizen);
        var page = mine;
        if (after is not null)
        {
            if (Cursor.Read(after) is not { } cursor) return null;
            page = page.Where(message => message.At < cursor.At || (message.At == cursor.At && message.Id.CompareTo(cursor.Id) < 0));
        }

        var rows = await page.OrderByDescending(message => message.At).ThenByDescending(message => message.Id).Take(limit + 1).ToListAsync(ct);
        return new(
            await mine.CountAsync(message => message.ReadAt == null, ct),
            [.. rows.Take(limit).Select(row => new InboxMessage(
                row.Id, row.At, row.Language, wording.Subject(row.Template, row.Language, row.Arguments), wording.Text(row.Template, row.Language, row.Arguments), row.Path, row.ReadAt))],
            rows.Count > limit ? new Cursor(rows[limit - 1].At, rows[limit - 1].Id).ToString() : null);
    }

    private sealed record Cursor(DateTimeOffset At, Guid Id)
    {
        public static Cursor? Read(string text) =>
            text.Split('_') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at < DateTime.MaxValue.Ticks && Guid.TryParse(id, out var guid) ? new(new DateTimeOffset(at, TimeSpan.Zero), guid) : null;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}_{Id:N}");
    }
}
