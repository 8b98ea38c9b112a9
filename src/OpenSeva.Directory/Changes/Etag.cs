using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace OpenSeva.Directory;

/// <summary>A thing's ETag is the number of the newest line about it.</summary>
internal static class Etag
{
    public static void Give(HttpContext http, long number) => http.Response.Headers.ETag = $"\"{number.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>The answer to a change, with the thing's new tag.</summary>
    public static Ok<Recorded> Told(HttpContext http, Recorded recorded)
    {
        Give(http, recorded.Number);
        return TypedResults.Ok(recorded);
    }

    /// <param name="things">Where things of this kind lie under the API.</param>
    public static Created<Recorded> Opened(HttpContext http, string things, Recorded recorded)
    {
        Give(http, recorded.Number);
        return TypedResults.Created($"/api/v1/directory/{things}/{recorded.Key}", recorded);
    }

    /// <summary>What the caller saw, from If-Match; null when it did not say.</summary>
    public static long? Seen(HttpContext http) => http.Request.Headers.IfMatch.ToString() switch
    {
        "" or "*" => null,
        // A tag that is none of ours matches nothing.
        var tag => long.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1,
    };
}
