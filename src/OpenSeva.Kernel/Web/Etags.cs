using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OpenSeva.Kernel.Web;

/// <summary>An answer that shows a resource's version.</summary>
public interface IVersioned
{
    int Version { get; }
}

/// <summary>Stands on endpoints that overwrite what somebody else may be overwriting too.</summary>
public sealed class MatchNeeded;

/// <summary>Stands on endpoints whose rules decide by the state alone, and by the version too when the caller names it.</summary>
public sealed class MatchTaken;

/// <summary>Stands on endpoints that answer with the version.</summary>
public sealed class TagGiven;

/// <summary>A resource's version as ETag (RFC 9110, section 8.8.3), and back from If-Match.</summary>
public static class Etags
{
    private const long NoneOfOurs = -1;

    /// <returns>The version the caller last saw; 0 when nothing was there; null when any will do.</returns>
    public static long? Seen(this HttpContext http)
    {
        if (http.Request.Headers.IfNoneMatch == "*") return 0;
        var text = http.Request.Headers.IfMatch.ToString();
        if (text is "" or "*") return null;

        // A proxy that compresses makes our tag a weak one; what it names is a version, so it is taken all the same.
        if (text.StartsWith("W/", StringComparison.Ordinal)) text = text[2..];
        return long.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : NoneOfOurs;
    }

    public static void Tag(this HttpContext http, long version) => http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static T Tagged<T>(this HttpContext http, T answer) where T : IVersioned
    {
        http.Tag(answer.Version);
        return answer;
    }

    public static RouteHandlerBuilder GivesTag(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new TagGiven());

    public static RouteHandlerBuilder TakesMatch(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new MatchTaken());

    /// <summary>
    /// Refuses with 428 (RFC 6585) what does not say which version it changes. Who means to overwrite whatever stands
    /// there says so with <c>If-Match: *</c>; who means to make something new with <c>If-None-Match: *</c>.
    /// </summary>
    public static RouteHandlerBuilder NeedsMatch(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new MatchNeeded())
        .AddEndpointFilter((context, next) =>
        {
            var headers = context.HttpContext.Request.Headers;
            return headers.IfMatch.Count > 0 || headers.IfNoneMatch == "*" ? next(context) : throw new Refusal("request.match-needed");
        });
}
