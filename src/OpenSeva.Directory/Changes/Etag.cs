using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace OpenSeva.Directory;

/// <summary>A thing's ETag is the number of the newest line about it.</summary>
internal static class Etag
{
    public static void Give(HttpContext http, long number) => http.Response.Headers.ETag = $"\"{number.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>What the caller saw, from If-Match; null when it did not say.</summary>
    public static long? Seen(HttpContext http) => http.Request.Headers.IfMatch.ToString() switch
    {
        "" or "*" => null,
        // A tag that is none of ours matches nothing.
        var tag => long.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1,
    };
}
