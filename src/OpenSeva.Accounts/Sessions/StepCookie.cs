using Microsoft.AspNetCore.Http;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Sessions;

/// <summary>Carries the ticket of a step half done from one page to the next, so that it never stands in an address.</summary>
internal static class StepCookie
{
    public static string? Read(HttpContext http, Settings settings) =>
        http.Request.Cookies[NameOf(settings)] is { Length: > 0 and <= 100 } ticket ? ticket : null;

    public static void Give(HttpContext http, Settings settings, string ticket) => http.Response.Cookies.Append(NameOf(settings), ticket, Options(settings));

    public static void TakeBack(HttpContext http, Settings settings) => http.Response.Cookies.Delete(NameOf(settings), Options(settings));

    private static string NameOf(Settings settings) => settings.PublicUrl.Scheme is "https" ? "__Host-step" : "step";

    private static CookieOptions Options(Settings settings) => new()
    {
        Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = settings.PublicUrl.Scheme is "https", IsEssential = true, MaxAge = Codes.Proof.Life,
    };
}
