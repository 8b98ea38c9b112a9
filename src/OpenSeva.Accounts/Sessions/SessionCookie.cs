using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Sessions;

/// <summary>
/// Carries a session's secret in the browser. Over TLS its name begins with __Host-, so that no neighbouring site can
/// set it; plain HTTP is for the loopback address, where browsers refuse that name.
/// </summary>
internal sealed class SessionCookie(Work work, SessionKeeper keeper, Settings settings, TimeProvider clock)
{
    public static string NameOf(Settings settings) => settings.PublicUrl.Scheme is "https" ? "__Host-session" : "session";

    public static string? Read(HttpContext http, Settings settings) =>
        http.Request.Cookies[NameOf(settings)] is { Length: > 0 and <= 100 } secret ? secret : null;

    /// <summary>Adds a session with its first use to the command.</summary>
    public static void Keep(AccountsDb db, Session session)
    {
        db.Sessions.Add(session);
        db.SessionUses.Add(new SessionUse { SessionId = session.Id, SeenAt = session.StartedAt });
    }

    /// <summary>After signing in: the browser gets the new session, whatever it held before ends.</summary>
    public async Task Give(HttpContext http, string secret, CancellationToken ct)
    {
        if (Read(http, settings) is { } old) await End(old, ct);
        http.Response.Cookies.Append(NameOf(settings), secret, Options());
    }

    /// <summary>Signing out: the session ends, and the browser forgets what it kept for this site.</summary>
    public async Task TakeBack(HttpContext http, CancellationToken ct)
    {
        if (Read(http, settings) is { } secret) await End(secret, ct);
        http.Response.Cookies.Delete(NameOf(settings), Options());
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }

    private async Task End(string secret, CancellationToken ct)
    {
        var hash = Secret.HashOf(secret);
        await work.Run(async (AccountsDb db) =>
        {
            if (await db.Sessions.SingleOrDefaultAsync(row => row.SecretHash == hash, ct) is { } session) session.End(clock.Now);
            return true;
        }, ct);
        keeper.Forget(hash);
    }

    private CookieOptions Options() => new()
    {
        Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = settings.PublicUrl.Scheme is "https", IsEssential = true,
    };
}
