using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Desk;
using OpenSeva.Kernel;

namespace OpenSeva.Desk;

/// <summary>An officer takes over what waits for a colleague of the same office and role.</summary>
internal sealed partial class ClaimItem(Work work, Acting acting, ILogger<ClaimItem> log)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/desk/items/{itemId:guid}/claims", Post)
            .RequireAuthorization(Policy.Officer)
            .WithTags("Desk")
            .WithSummary("Take over an item from a colleague's desk in the same office");
        routes.MapPost("/office/inbox/claims", FromPage).RequireAuthorization(Policy.Officer).ExcludeFromDescription();
    }

    private static async Task<Ok<ItemCard>> Post(Guid itemId, ClaimItem claim, CancellationToken ct) =>
        TypedResults.Ok(await claim.Take(itemId, ct));

    private static async Task<RedirectHttpResult> FromPage([FromForm] Guid item, ClaimItem claim, CancellationToken ct)
    {
        try
        {
            await claim.Take(item, ct);
            return TypedResults.Redirect("/office/inbox?done=claimed");
        }
        catch (Refusal)
        {
            // It moved on or was opened meanwhile, or the page is old: the list as it is now says more than the rule.
            return TypedResults.Redirect("/office/inbox?scope=office&done=not-claimed");
        }
    }

    public async Task<ItemCard> Take(Guid itemId, CancellationToken ct)
    {
        var post = acting.Actor.Post;
        var taken = await work.Run(async (IDesk desk) =>
        {
            await desk.Claim(itemId, post, ct);
            return (await desk.Find(itemId, ct))!;
        }, ct);
        LogClaimed(taken.Number, post);
        return taken;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Item {Number} claimed by post {Post}")]
    private partial void LogClaimed(string number, Guid post);
}
