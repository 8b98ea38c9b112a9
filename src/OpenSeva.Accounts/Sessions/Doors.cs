using System.Security.Cryptography;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Accounts;

namespace OpenSeva.Accounts.Sessions;

/// <summary>The short addresses every page knows: in, out, and the script with which a browser speaks to a passkey.</summary>
internal static class Doors
{
    private static readonly byte[] Script = Read();
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Script))[..12];

    public static string ScriptUrl => $"/assets/accounts/{Hash}/passkey.js";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", () => TypedResults.LocalRedirect("/account/sign-in")).RequireAuthorization(Policy.Anyone).ExcludeFromDescription();
        routes.MapPost("/sign-out", SignOut).RequireAuthorization(Policy.Anyone).ExcludeFromDescription();
        routes.MapGet("/assets/accounts/{hash}/passkey.js", (string hash, HttpContext http) =>
        {
            // During a rolling release a page of one node asks another: answered, not kept.
            http.Response.Headers.CacheControl = hash == Hash ? "public, max-age=31536000, immutable" : "no-cache";
            return TypedResults.Bytes(Script, "text/javascript; charset=utf-8");
        }).RequireAuthorization(Policy.Anyone).ExcludeFromDescription();
    }

    private static async Task<IResult> SignOut(HttpContext http, SessionCookie cookie, IAntiforgery forms, CancellationToken ct)
    {
        // No form parameter is bound here, so the framework would not look at the form's token by itself.
        if (!await forms.IsRequestValidAsync(http)) return TypedResults.BadRequest();
        await cookie.TakeBack(http, ct);
        return TypedResults.LocalRedirect("/");
    }

    private static byte[] Read()
    {
        using var stream = typeof(Doors).Assembly.GetManifestResourceStream("Assets/passkey.js")!;
        var script = new byte[stream.Length];
        stream.ReadExactly(script);
        return script;
    }
}
