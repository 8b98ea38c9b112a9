using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Directory;

/// <summary>A thing's ETag is the number of the newest line about it.</summary>
internal static class Etag
{
    /// <summary>The answer to a change, with the thing's new tag.</summary>
    public static Ok<Recorded> Told(HttpContext http, Recorded recorded)
    {
        http.Tag(recorded.Number);
        return TypedResults.Ok(recorded);
    }

    /// <param name="things">Where things of this kind lie under the API.</param>
    public static Created<Recorded> Opened(HttpContext http, string things, Recorded recorded)
    {
        http.Tag(recorded.Number);
        return TypedResults.Created($"/api/v1/directory/{things}/{recorded.Key}", recorded);
    }
}
