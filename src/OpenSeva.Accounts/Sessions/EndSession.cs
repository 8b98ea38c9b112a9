using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Sessions;

/// <summary>Where am I signed in, and send that browser away. One's own sessions only.</summary>
internal sealed partial class EndSession(Work work, AccountsDb db, Acting acting, SessionKeeper keeper, SessionUses uses, TimeProvider clock, ILogger<EndSession> log)
{
    internal sealed record Row(Guid Id, string Device, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsThis);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sessions", List).RequireAuthorization(Policy.SignedIn).WithSummary("The browsers one is signed in with");
        api.MapDelete("/sessions/{id:guid}", Delete).RequireAuthorization(Policy.SignedIn).WithSummary("End a session");
        api.MapDelete("/session", SignOut).RequireAuthorization(Policy.SignedIn).WithSummary("Sign out: ends the session of this request");
    }

    private static async Task<Ok<Page<Row>>> List(
        EndSession sessions, HttpContext http, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual) =>
        TypedResults.Ok((await sessions.Mine(http, ct)).Part(after, limit, row => row.Id.ToString("N")));

    private static async Task<NoContent> Delete(Guid id, EndSession sessions, CancellationToken ct)
    {
        await sessions.End(id, ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> SignOut(HttpContext http, SessionCookie cookie, CancellationToken ct)
    {
        await cookie.TakeBack(http, ct);
        return TypedResults.NoContent();
    }

    public async Task<IReadOnlyList<Row>> Mine(HttpContext http, CancellationToken ct)
    {
        var (me, now, current) = (acting.Actor.Id, clock.Now, http.Features.Get<Visitor>()?.Session);
        var found = await db.Sessions.Where(row => row.AccountId == me && row.EndedAt == null && row.ExpiresAt > now)
            .Join(db.SessionUses, row => row.Id, use => use.SessionId, (row, use) => new { Session = row, use.SeenAt }).ToListAsync(ct);
        return [.. found
            .Select(row => (row.Session, SeenAt: uses.LastOf(row.Session.Id, row.SeenAt)))
            .Where(row => row.Session.IsOpen(row.SeenAt, now))
            .OrderByDescending(row => row.SeenAt)
            .Select(row => new Row(row.Session.Id, row.Session.Device, row.Session.StartedAt, row.SeenAt, row.Session.Id == current))];
    }

    public async Task End(Guid id, CancellationToken ct)
    {
        var me = acting.Actor.Id;
        var hash = await work.Run(async (AccountsDb db) =>
        {
            var session = await db.Sessions.SingleOrDefaultAsync(row => row.Id == id && row.AccountId == me, ct) ?? throw new Refusal("request.not-found");
            session.End(clock.Now);
            return session.SecretHash;
        }, ct);
        keeper.Forget(hash);
        LogEnded(id);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session} was ended by its owner")]
    private partial void LogEnded(Guid session);
}
