using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace OpenSeva.Documents.Store;

/// <summary>
/// How files of strangers leave this system: to be saved, not shown; with the type we found, not one to guess; and
/// if a browser shows them all the same, without scripts, origin or network.
/// </summary>
internal static class Sandbox
{
    public static IResult Attachment(HttpResponse response, byte[] content, string mediaType, string fileName)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        response.Headers.CacheControl = "private, no-store";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        response.Headers.ContentDisposition = disposition.ToString();
        return TypedResults.Bytes(content, mediaType);
    }
}
