using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace OpenSeva.Kernel.Web;

/// <summary>
/// What may come in at all, one rule for every room. Texts hold no U+0000 and no half of a surrogate pair, which one
/// database keeps and the other refuses; what is no file is a megabyte at most, whoever sends it.
/// </summary>
public static class Incoming
{
    public const int MostBytes = 1024 * 1024;

    public static IApplicationBuilder UseIncoming(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.IsFaultPage()) return next(http);
        if (http.Request.Query.Any(field => !IsText(field.Key) || !field.Value.All(IsText))) throw Unreadable.Characters();
        if (!http.TakesFile() && !http.TakesFormWithFiles())
        {
            if (http.Request.ContentLength > MostBytes) throw Unreadable.TooLarge();
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server) server.MaxRequestBodySize = MostBytes;
        }

        return next(http);
    });

    /// <summary>The page that says what was wrong runs through the pipeline again, over a request that was judged already.</summary>
    public static bool IsFaultPage(this HttpContext http) => http.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    /// <summary>The body is a file itself.</summary>
    public static bool TakesFile(this HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("application/octet-stream") is true;

    /// <summary>A page's form that may carry files has limits of its own.</summary>
    public static bool TakesFormWithFiles(this HttpContext http) =>
        !http.Request.Path.StartsWithSegments("/api")
        && MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    public static bool IsText(string? value)
    {
        if (value is null) return true;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] is '\0' || char.IsLowSurrogate(value[i])) return false;
            if (char.IsHighSurrogate(value[i]) && (++i == value.Length || !char.IsLowSurrogate(value[i]))) return false;
        }

        return true;
    }

    /// <summary>True of what is no JSON, too: what is wrong with that is said where it is read.</summary>
    public static bool HoldsTexts(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return false;
        // A byte order mark is no JSON to this reader, but may be passed over by another.
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !IsText(reader.GetString())) return false;
            }
        }
        catch (JsonException)
        {
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a pair is no string to the reader.
            return false;
        }

        return true;
    }
}
