using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Notices.Inbox;

/// <summary>A citizen has read a message, or all of them.</summary>
internal sealed class MarkRead(Work work, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/{id:guid}/reads", PostOne).WithSummary("Mark one message as read").RequireAuthorization(Policy.Citizen);
        routes.MapPost("/reads", PostAll).WithSummary("Mark every message as read").RequireAuthorization(Policy.Citizen);
    }

    private static async Task<Results<NoContent, NotFound>> PostOne(Guid id, MarkRead mark, CancellationToken ct) =>
        await mark.One(id, ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<NoContent> PostAll(MarkRead mark, CancellationToken ct)
    {
        await mark.All(ct);
        return TypedResults.NoContent();
    }

    /// <returns>False when there is no such message of this citizen.</returns>
    public Task<bool> One(Guid id, CancellationToken ct) => work.Run(async (NoticesDb db) =>
    {
        var citizen = acting.Actor.CitizenId;
        if (await db.Messages.SingleOrDefaultAsync(message => message.Id == id && message.CitizenId == citizen, ct) is not { } message) return false;
        message.MarkRead(clock.Now);
        return true;
    }, ct);

    /// <returns>How many were unread.</returns>
    public Task<int> All(CancellationToken ct) => work.Run((NoticesDb db) =>
    {
        var (citizen, now) = (acting.Actor.CitizenId, (DateTimeOffset?)clock.Now);
        return db.Messages.Where(message => message.CitizenId == citizen && message.ReadAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.ReadAt, now), ct);
    }, ct);
}
