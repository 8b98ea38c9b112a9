using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Documents.Keys;
using OpenSeva.Kernel;
using OpenSeva.Pdf.Signing;

namespace OpenSeva.Documents.Verification;

/// <summary>What a file in hand is against the record.</summary>
public enum FileVerdict
{
    /// <summary>Byte for byte what was issued.</summary>
    Unchanged,

    /// <summary>It bears this system's signature or was named by a code, but is not what was issued.</summary>
    Changed,

    /// <summary>An untouched document of this system, but not the one whose code was given.</summary>
    AnotherDocument,

    /// <summary>Signed by this system and untouched, yet not in the record: the record is older than the file.</summary>
    NotInRecord,

    /// <summary>Nothing in it comes from this system.</summary>
    NotOurs,
}

/// <param name="Document">What the record says; null when the file belongs to no document.</param>
public sealed record FileFinding(FileVerdict Verdict, Finding? Document);

/// <summary>Somebody lays a PDF beside the record: is it the very file that was issued?</summary>
internal sealed class CheckFile(DocumentsDb db, SigningKeys keys, Words words, TimeProvider clock)
{
    /// <summary>Issued documents are far smaller; nothing larger can be one.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/verify", Post)
        .RequireAuthorization(Policy.Anyone)
        .Accepts<byte[]>("application/pdf", "application/octet-stream")
        .WithMetadata(new Kernel.Web.KeylessAttribute())
        .WithSummary("Compare a PDF file with the record")
        .WithDescription("The body is the file. Query: token, the code the file was found under, if one is known. Nothing is kept.");

    private static async Task<Ok<FileFinding>> Post(string? token, HttpRequest request, CheckFile check, CancellationToken ct) =>
        TypedResults.Ok(await check.Compare(token, request.Body, ct));

    public async Task<FileFinding> Compare(string? token, Stream content, CancellationToken ct)
    {
        var file = await Read(content, ct);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        var issued = await db.Issued.FirstOrDefaultAsync(row => row.Hash == hash, ct);
        var named = token is null ? issued : await db.Issued.FirstOrDefaultAsync(row => row.Token == token && row.Hash != null, ct);
        var known = (issued ?? named) is { } document ? Finding.Of(document, clock.Today, words) : null;

        if (issued is not null) return new FileFinding(issued.Id == named?.Id ? FileVerdict.Unchanged : FileVerdict.AnotherDocument, known);
        if (named is not null) return new FileFinding(FileVerdict.Changed, known);

        var signature = SignedPdf.Read(file);
        return new FileFinding(signature switch
        {
            { State: SignatureState.Whole } when keys.IsOurs(signature.Certificate) => FileVerdict.NotInRecord,
            { State: SignatureState.AddedTo } when keys.IsOurs(signature.Certificate) => FileVerdict.Changed,
            { State: SignatureState.Broken } when Claims(file) => FileVerdict.Changed,
            _ => FileVerdict.NotOurs,
        }, null);
    }

    private static async Task<byte[]> Read(Stream content, CancellationToken ct)
    {
        using var file = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await content.ReadAsync(buffer, ct)) > 0)
        {
            if (file.Length + read > MostBytes) throw new Refusal("document.too-large", MostBytes / 1024 / 1024);
            file.Write(buffer, 0, read);
        }

        return file.Length > 0 ? file.ToArray() : throw new Refusal("document.empty");
    }

    /// <summary>A broken signature names nobody; a file that holds one of our certificates claims to be ours.</summary>
    private bool Claims(byte[] file)
    {
        var text = System.Text.Encoding.Latin1.GetString(file);
        return keys.Certificates.Any(certificate => text.Contains(Convert.ToHexString(certificate.RawData), StringComparison.OrdinalIgnoreCase));
    }
}
