using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Catalogue.Popularity;
using OpenSeva.Catalogue.Versions;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Catalogue.Portal;

/// <summary>A service in a list, in the caller's language.</summary>
/// <param name="FeeFrom">Least an application may cost, in paise.</param>
/// <param name="FeeTo">Most it may cost, in paise.</param>
public sealed record ServiceSummary(
    string Code, int Version, string Name, string Summary, string Department, string Sector,
    long FeeFrom, long FeeTo, int Limit, LimitUnitName LimitUnit, bool LimitIsExample);

/// <summary>What a limit is counted in.</summary>
public enum LimitUnitName { WorkingDays, CalendarDays }

/// <summary>A field of life under which services are found.</summary>
public sealed record SectorCard(string Code, string Name, int Services);

/// <summary>People look for a service by words in any language, or under a sector.</summary>
internal sealed class FindServices(Shelf shelf, TimeProvider clock)
{
    public const int PageSize = 20;

    public static void Map(IEndpointRouteBuilder services, IEndpointRouteBuilder sectors)
    {
        services.MapGet("/", Get).RequireAuthorization(Policy.Anyone)
            .WithSummary("Find services: by words in any of the languages or their Latin spelling, by sector, the popular ones first, or all by name");
        sectors.MapGet("/", Sector).RequireAuthorization(Policy.Anyone).WithSummary("The sectors that have services");
    }

    private static async Task<Results<Ok<Page<ServiceSummary>>, ValidationProblem>> Get(
        FindServices find, PopularServices popular, Words words,
        [Description("Words to look for; spelling mistakes are forgiven")] string? q,
        [Description("Only this sector")] string? sector,
        [Description("popular: what people apply for most comes first; counts only without words")] [AllowedValues(null, "popular")] string? order,
        CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = PageSize)
    {
        var wrong = new Dictionary<string, string[]>();
        if (sector is not null && !Sectors.All.Contains(sector)) wrong["sector"] = [words["catalogue.find.no-sector"]];
        if (wrong.Count > 0) return TypedResults.ValidationProblem(wrong);

        var found = order is not null && string.IsNullOrWhiteSpace(q)
            ? [.. (await popular.Best(int.MaxValue, ct)).Where(service => sector is null || service.Definition.Sector == sector)]
            : await find.Find(q, sector, ct);
        var part = found.Part(after, limit, service => service.Definition.Code);
        return TypedResults.Ok(new Page<ServiceSummary>([.. part.Items.Select(Summary)], part.Next));
    }

    /// <returns>By likeness when there are words, else by name.</returns>
    public async Task<IReadOnlyList<PublishedService>> Find(string? words, string? sector, CancellationToken ct)
    {
        var today = await shelf.On(clock.Today, ct);
        var found = string.IsNullOrWhiteSpace(words)
            ? [.. today.Services.OrderBy(service => service.Name, StringComparer.Ordinal)]
            : today.Index.Find(words);
        return sector is null ? found : [.. found.Where(service => service.Definition.Sector == sector)];
    }

    /// <summary>The service is about all of the words, not only about some of them.</summary>
    public async Task<bool> Fits(PublishedService service, string words, CancellationToken ct) => (await shelf.On(clock.Today, ct)).Index.Fits(service, words);

    /// <summary>Sectors that have services, in the fixed order, with how many.</summary>
    public async Task<IReadOnlyList<(string Sector, int Count)>> SectorsInUse(CancellationToken ct)
    {
        var counts = (await shelf.On(clock.Today, ct)).Services.CountBy(service => service.Definition.Sector).ToDictionary();
        return [.. Sectors.All.Where(counts.ContainsKey).Select(sector => (sector, counts[sector]))];
    }

    private static async Task<Ok<Page<SectorCard>>> Sector(
        FindServices find, Words words, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual)
    {
        var all = (await find.SectorsInUse(ct)).Select(used => new SectorCard(used.Sector, words[$"catalogue.sector.{used.Sector}"], used.Count)).ToList();
        return TypedResults.Ok(all.Part(after, limit, sector => sector.Code));
    }

    private static ServiceSummary Summary(PublishedService service)
    {
        var (definition, range) = (service.Definition, FeeRange.Of(service.Definition));
        return new(
            definition.Code, definition.Version, service.Name, service.Texts[TextKeys.Summary], definition.Department, definition.Sector,
            range.From, range.To, definition.Law.Rule.Limit, (LimitUnitName)definition.Law.Rule.Unit, definition.Law.Example);
    }
}
