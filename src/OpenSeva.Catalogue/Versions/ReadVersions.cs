using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Catalogue.Versions;

/// <summary>One published version of a service.</summary>
public sealed record VersionCard(int Version, DateOnly EffectiveFrom, DateOnly? EffectiveTo, DateTimeOffset PublishedAt, string Digest);

/// <summary>The versions of a service, and the files of each: what a department takes to another installation.</summary>
internal sealed class ReadVersions(CatalogueDb db)
{
    public static void Map(IEndpointRouteBuilder services)
    {
        services.MapGet("/{code}/versions", List).RequireAuthorization(Policy.Anyone).WithSummary("The published versions of a service, newest first");
        services.MapGet("/{code}/versions/{number:int}/files", Files).RequireAuthorization(Policy.Anyone)
            .WithSummary("The files of one version as its department wrote them, by file name");
    }

    private static async Task<Results<Ok<Page<VersionCard>>, NotFound>> List(
        string code, ReadVersions read, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual) =>
        await read.Of(code, ct) is { Count: > 0 } versions
            ? TypedResults.Ok(versions.Part(after, limit, version => version.Version.ToString(CultureInfo.InvariantCulture)))
            : TypedResults.NotFound();

    private static async Task<Results<Ok<IReadOnlyDictionary<string, string>>, NotFound>> Files(
        string code, int number, ReadVersions read, CancellationToken ct) =>
        await read.FilesOf(code, number, ct) is { } files ? TypedResults.Ok(files) : TypedResults.NotFound();

    private Task<List<VersionCard>> Of(string code, CancellationToken ct) => db.Versions
        .Where(version => version.Code == code)
        .OrderByDescending(version => version.Number)
        .Select(version => new VersionCard(version.Number, version.EffectiveFrom, version.EffectiveTo, version.PublishedAt, version.Digest))
        .ToListAsync(ct);

    private Task<IReadOnlyDictionary<string, string>?> FilesOf(string code, int number, CancellationToken ct) => db.Versions
        .Where(version => version.Code == code && version.Number == number)
        .Select(version => (IReadOnlyDictionary<string, string>?)version.Files)
        .SingleOrDefaultAsync(ct);
}
