using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace OpenSeva.Cases.Web;

/// <summary>An answer that shows a resource's version.</summary>
internal interface IVersioned
{
    int Version { get; }
}

/// <summary>A resource's version as ETag (RFC 9110, section 8.8.3), and back from If-Match.</summary>
internal static class Etags
{
    /// <returns>The version the caller last saw; null when any will do.</returns>
    public static int? IfMatch(this HttpContext http)
    {
        var text = http.Request.Headers.IfMatch.ToString();
        if (text is "" or "*") return null;

        return int.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new BadHttpRequestException("If-Match holds the ETag of an earlier answer, for example \"3\".");
    }

    public static void Tag(this HttpContext http, int version) => http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static T Tagged<T>(this HttpContext http, T answer) where T : IVersioned
    {
        http.Tag(answer.Version);
        return answer;
    }
}
