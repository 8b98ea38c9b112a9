using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Sessions;

public sealed record ActFromRequest(Guid PostId);

/// <summary>A staff member chooses the post to act from: their own, an additional charge, or one they stand in for as link officer.</summary>
internal sealed partial class ActFromPost(Work work, IDirectory directory, Acting acting, SessionKeeper keeper, TimeProvider clock, ILogger<ActFromPost> log)
{
    internal sealed record Choice(Guid PostId, string Code, LocalText Title, LocalText Office, ChargeKind Kind, bool IsCurrent);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/posts", List).RequireAuthorization(Policy.Staff).WithSummary("The posts one may act from today");
        api.MapPut("/post", Put).RequireAuthorization(Policy.Staff).WithSummary("Act from another post in this session");
    }

    private static async Task<Ok<Page<Choice>>> List(
        ActFromPost act, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual) =>
        TypedResults.Ok((await act.Choices(ct)).Part(after, limit, choice => choice.PostId.ToString("N")));

    private static async Task<NoContent> Put(ActFromRequest request, HttpContext http, ActFromPost act, CancellationToken ct)
    {
        await act.Take(request.PostId, http, ct);
        return TypedResults.NoContent();
    }

    public async Task<IReadOnlyList<Choice>> Choices(CancellationToken ct)
    {
        var me = acting.Actor;
        return [.. (await directory.PostsOf(me.Id!.Value, clock.Today, ct)).Select(seat => new Choice(
            seat.PostId, seat.Code, seat.Title, seat.Office.Name, seat.Holder?.StaffId == me.Id ? seat.Holder!.Kind : ChargeKind.LinkOfficer, seat.PostId == me.PostId))];
    }

    public async Task Take(Guid post, HttpContext http, CancellationToken ct)
    {
        var (me, current) = (acting.Actor.Id!.Value, http.Features.Get<Visitor>()?.Session ?? throw new Refusal("request.forbidden"));
        var hash = await work.Run(async (AccountsDb db, IDirectory directory) =>
        {
            if ((await directory.PostsOf(me, clock.Today, ct)).All(seat => seat.PostId != post)) throw new Refusal("accounts.post-not-held");
            var session = await db.Sessions.SingleAsync(row => row.Id == current && row.AccountId == me, ct);
            session.ActFrom(post, clock.Now);
            return session.SecretHash;
        }, ct);
        keeper.Forget(hash);
        LogTaken(me, post);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Staff {Staff} acts from post {Post}")]
    private partial void LogTaken(Guid staff, Guid post);
}
