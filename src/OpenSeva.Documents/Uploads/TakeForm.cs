using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents.Store;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Documents.Uploads;

/// <summary>
/// Takes a page's form with files in (RFC 7578), before anybody reads it: files go to <see cref="Arrivals"/>, never into
/// memory or the system's temporary folder. Of a file beyond the limit only as much is kept as shows that it is too
/// large, so that the page can say so beside the field and keep the rest. What exceeds the whole is read to its end and
/// refused in words: a browser that is cut off shows none.
/// </summary>
internal sealed class TakeForm(Arrivals arrivals, Doors doors, DocumentsSettings settings, Acting acting, TimeProvider clock)
{
    private const int Megabyte = 1024 * 1024, MostParts = 2000, MostFiles = 64, MostText = 4 * Megabyte;

    /// <summary>A form of the largest size comes through in this time over the slowest line that is of use.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>What the reader says of a form that breaks off (COR_E_IO); a disk that fails says its own number.</summary>
    private const int EndedEarly = unchecked((int)0x80131620);

    public async Task Take(HttpContext http)
    {
        var many = http.GetEndpoint()?.Metadata.GetMetadata<ManyFilesAttribute>() is not null;
        var megabytes = many ? settings.FormMegabytes : settings.MaxMegabytes + 1;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server) server.MaxRequestBodySize = 2L * megabytes * Megabyte;

        using var door = doors.EnterForm(acting.Actor.Id, Network.Of(http.Connection.RemoteIpAddress));
        var form = new Arriving(arrivals, settings.MaxMegabytes * (long)Megabyte, megabytes * (long)Megabyte);
        http.Response.RegisterForDispose(form);
        // Nothing is left to read for the page that says what was wrong.
        http.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
        try
        {
            using var late = new CancellationTokenSource(Patience, clock);
            using var until = CancellationTokenSource.CreateLinkedTokenSource(late.Token, http.RequestAborted);
            await form.Read(http.Request, until.Token);
        }
        catch (OperationCanceledException error) when (!http.RequestAborted.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The form took too long.", StatusCodes.Status408RequestTimeout, error);
        }
        catch (Exception error) when (error is InvalidDataException or IOException { HResult: EndedEarly } and not BadHttpRequestException)
        {
            throw Unreadable.Form(error);
        }

        if (form.IsTooLarge) throw new Refusal("document.form-too-large", megabytes);
        http.Features.Set<IFormFeature>(new FormFeature(form.Collected()));
    }

    /// <summary>What of a form is here so far.</summary>
    private sealed class Arriving(Arrivals arrivals, long mostOfOne, long mostOfAll) : IDisposable
    {
        private KeyValueAccumulator fields;
        private readonly FormFileCollection files = [];
        private readonly List<Arrival> held = [];
        private long all, text;

        public bool IsTooLarge => all > mostOfAll;

        public FormCollection Collected() => new(fields.GetResults(), files);

        public async Task Read(HttpRequest request, CancellationToken ct)
        {
            var type = MediaTypeHeaderValue.Parse(request.ContentType);
            var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
            if (string.IsNullOrEmpty(boundary) || boundary.Length > 100) throw new InvalidDataException("no boundary");

            var reader = new MultipartReader(boundary, request.Body);
            var parts = 0;
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                if (++parts > MostParts || files.Count >= MostFiles) throw new InvalidDataException("too many parts");
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var about) || about.Name.Length is 0 or > 2048) throw new InvalidDataException("a part without a name");

                if (about.IsFileDisposition()) await File(section, about, ct);
                else await Field(section, HeaderUtilities.RemoveQuotes(about.Name).Value!, ct);
            }
        }

        public void Dispose()
        {
            foreach (var file in held) file.Dispose();
        }

        private async Task Field(MultipartSection section, string name, CancellationToken ct)
        {
            var value = new MemoryStream();
            await foreach (var part in Parts(section, ct))
            {
                if ((text += part.Length) > MostText) throw new InvalidDataException("too much text");
                value.Write(part.Span);
            }

            fields.Append(name, Encoding.UTF8.GetString(value.GetBuffer(), 0, (int)value.Length));
        }

        private async Task File(MultipartSection section, ContentDispositionHeaderValue about, CancellationToken ct)
        {
            var file = arrivals.Begin();
            held.Add(file);
            await foreach (var part in Parts(section, ct))
            {
                if (!IsTooLarge && file.Length <= mostOfOne) await file.Add(part, ct);
            }

            var name = HeaderUtilities.RemoveQuotes(about.FileNameStar.HasValue ? about.FileNameStar : about.FileName).Value ?? "";
            files.Add(new FormFile(file.Read(), 0, file.Length, HeaderUtilities.RemoveQuotes(about.Name).Value!, name) { Headers = new HeaderDictionary(section.Headers ?? []) });
        }

        private async IAsyncEnumerable<ReadOnlyMemory<byte>> Parts(MultipartSection section, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
            try
            {
                for (int read; (read = await section.Body.ReadAsync(buffer, ct)) > 0;)
                {
                    all += read;
                    yield return buffer.AsMemory(0, read);
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }
}

public static class TakenForms
{
    /// <summary>Forms with files are taken in by this room. After authorization, before anybody reads the form.</summary>
    public static IApplicationBuilder UseTakenForms(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.TakesFormWithFiles() && !http.IsFaultPage()) await http.RequestServices.GetRequiredService<TakeForm>().Take(http);
        await next(http);
    });
}
