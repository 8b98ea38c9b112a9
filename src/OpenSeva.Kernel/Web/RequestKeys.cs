using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OpenSeva.Kernel.Web;

/// <summary>On endpoints whose callers cannot send a key of ours (a gateway's webhook): they bring their own way of being told apart.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KeylessAttribute : Attribute;

/// <summary>
/// Reads the idempotency key of a state-changing request: header <c>Idempotency-Key</c> for the API, hidden field
/// <c>__key</c> for a page's form. An API request without one is refused, a page's form always brings it.
/// </summary>
public static class RequestKeys
{
    public const string Header = "Idempotency-Key";
    public const string Field = "__key";
    private const int MostHashed = 4 * 1024 * 1024;

    public static IApplicationBuilder UseRequestKeys(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && !HttpMethods.IsOptions(http.Request.Method))
        {
            var isApi = http.Request.Path.StartsWithSegments("/api");
            var key = isApi ? http.Request.Headers[Header].ToString() : await FormKey(http);
            if (key.Length > 100) throw new BadHttpRequestException("The idempotency key is longer than 100 characters.");
            if (key.Length > 0)
                http.RequestServices.GetRequiredService<Acting>().Key = new RequestKey(key, isApi ? await BodyHash(http) : await FormHash(http));
            else if (isApi && http.GetEndpoint()?.Metadata.GetMetadata<KeylessAttribute>() is null)
                throw new BadHttpRequestException($"State-changing requests carry an {Header} header: any unique text, the same when the request is sent again.");
        }

        await next(http);
    });

    private static async Task<string> FormKey(HttpContext http) =>
        http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(http.RequestAborted))[Field].ToString() : "";

    private static async Task<byte[]> FormHash(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var text = new StringBuilder(http.Request.Path).Append(http.Request.QueryString.Value);
        foreach (var (name, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            // The form token differs between two renderings of the same page.
            if (name is not "__form") text.Append('\n').Append(name).Append('=').Append(value.ToString());
        }

        foreach (var file in form.Files) text.Append('\n').Append(file.Name).Append(file.FileName).Append(file.Length);
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static async Task<byte[]> BodyHash(HttpContext http)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n"));
        if (http.Request.ContentLength is > MostHashed)
        {
            // An upload: told apart by its length; its content is hashed when it is stored.
            hash.AppendData(BitConverter.GetBytes(http.Request.ContentLength.Value));
            return hash.GetHashAndReset();
        }

        http.Request.EnableBuffering(64 * 1024, MostHashed);
        var buffer = new byte[16 * 1024];
        int read;
        try
        {
            while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0) hash.AppendData(buffer, 0, read);
        }
        catch (IOException) when (!http.RequestAborted.IsCancellationRequested && http.Request.ContentLength is null)
        {
            throw new BadHttpRequestException("A body of this size needs a Content-Length.", StatusCodes.Status411LengthRequired);
        }

        http.Request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}
