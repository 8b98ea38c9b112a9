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
/// <c>__key</c> for a page's form. An API request without one is refused, a page's form always brings it. The key
/// stands for the whole request, files with it: the same key over anything else is refused. It is the caller's own: who
/// is not signed in is told apart by the line and the program the request comes from.
/// </summary>
public static class RequestKeys
{
    public const string Header = "Idempotency-Key";
    public const string Field = "__key";
    private const int LongestKey = 100;

    public static IApplicationBuilder UseRequestKeys(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var changes = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && !HttpMethods.IsOptions(http.Request.Method);
        if (changes && !http.IsFaultPage())
        {
            var key = http.Request.Path.StartsWithSegments("/api") ? await OfCall(http) : await OfForm(http);
            if (key is not null) http.RequestServices.GetRequiredService<Acting>().Key = key;
        }

        await next(http);
    });

    private static async Task<RequestKey?> OfCall(HttpContext http)
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length > LongestKey) throw new Unreadable("kernel.problem.key-long");
        if (key.Length is 0)
        {
            if (http.GetEndpoint()?.Metadata.GetMetadata<KeylessAttribute>() is null) throw new Unreadable("kernel.problem.key-missing");
            if (!http.TakesFile()) await Text(http);
            return null;
        }

        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        http.Response.RegisterForDispose(hash);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n"));
        if (http.TakesFile())
        {
            // A file is hashed while it is taken in, which is over before the command asks.
            var body = new HashedBody(http.Request.Body, hash);
            http.Request.Body = body;
            return new RequestKey(Own(http, key), hash.GetCurrentHash);
        }

        var text = await Text(http);
        hash.AppendData(text);
        return new RequestKey(Own(http, key), hash.GetCurrentHash());
    }

    // An answer may carry a secret, such as the ticket a code belongs to: nobody else gets it by repeating the request.
    private static string Own(HttpContext http, string key) => http.RequestServices.GetRequiredService<Acting>().Actor.Kind is not ActorKind.Anonymous ? key
        : $"{key}@{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Network.Of(http.Connection.RemoteIpAddress)}\n{http.Request.Headers.UserAgent}")).AsSpan(0, 16))}";

    private static async Task<byte[]> Text(HttpContext http)
    {
        http.Request.EnableBuffering(64 * 1024);
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            text.Write(buffer, 0, read);
            if (text.Length > Incoming.MostBytes) throw Unreadable.TooLarge();
        }

        http.Request.Body.Position = 0;
        var bytes = text.ToArray();
        return Incoming.HoldsTexts(bytes) ? bytes : throw Unreadable.Characters();
    }

    private static async Task<RequestKey?> OfForm(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return null;
        var form = await Read(http);
        if (form.Any(field => !Incoming.IsText(field.Key) || !field.Value.All(Incoming.IsText))) throw Unreadable.Characters();
        var key = form[Field].ToString();
        if (key.Length > LongestKey) throw new Unreadable("kernel.problem.key-long");
        return key.Length is 0 ? null : new RequestKey(Own(http, key), await Hash(http, form));
    }

    // The reader says in many ways that a form is none: too many fields, a name or value too long, letters that are none, an unknown charset.
    private static async Task<IFormCollection> Read(HttpContext http)
    {
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException or ArgumentException or NotSupportedException or (IOException and not BadHttpRequestException))
        {
            throw Unreadable.Form(error);
        }
    }

    private static async Task<byte[]> Hash(HttpContext http, IFormCollection form)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string? part) => hash.AppendData(Encoding.UTF8.GetBytes(part + '\0'));
        Add($"{http.Request.Path}{http.Request.QueryString}");
        foreach (var (name, values) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            // The form token differs between two renderings of the same page.
            if (name is "__form") continue;
            Add(name);
            foreach (var value in values) Add(value);
        }

        var buffer = new byte[64 * 1024];
        foreach (var file in form.Files)
        {
            Add($"{file.Name}/{file.FileName}/{file.Length}");
            await using var content = file.OpenReadStream();
            for (int read; (read = await content.ReadAsync(buffer, http.RequestAborted)) > 0;) hash.AppendData(buffer, 0, read);
        }

        return hash.GetHashAndReset();
    }
}
