using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
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

/// <summary>One page of a list.</summary>
/// <param name="Next">Cursor of the following page; null on the last.</param>
public sealed record ServiceList(IReadOnlyList<ServiceSummary> Items, string? Next);

/// <summary>People look for a service by words in any language, or under a sector.</summary>
internal sealed class FindServices(Shelf shelf, TimeProvider clock)
{
    public const int PageSize = 20;

    public static void Map(IEndpointRouteBuilder services) => services
        .MapGet("/", Get).RequireAuthorization(Policy.Anyone)
        .WithSummary("Find services: by words in any of the languages or their Latin spelling, by sector, or all");

    private static async Task<Results<Ok<ServiceList>, ValidationProblem>> Get(
        FindServices find, Words words,
        [Description("Words to look for; spelling mistakes are forgiven")] string? q,
        [Description("Only this sector")] string? sector,
        [Description("The next member of the page before")] string? cursor,
        [Description("How many at once, 1 to 100")] int? limit,
        CancellationToken ct)
    {
        var wrong = new Dictionary<string, string[]>();
        if (sector is not null && !Sectors.All.Contains(sector)) wrong["sector"] = [words["catalogue.find.no-sector"]];
        if (limit is < 1 or > 100) wrong["limit"] = [words["catalogue.find.limit"]];
        if (wrong.Count > 0) return TypedResults.ValidationProblem(wrong);

        var found = await find.Find(q, sector, ct);
        var rest = cursor is null ? found : [.. found.SkipWhile(service => service.Definition.Code != cursor).Skip(1)];
        var page = rest.Take(limit ?? PageSize).ToList();
        return TypedResults.Ok(new ServiceList([.. page.Select(Summary)], rest.Count > page.Count ? page[^1].Definition.Code : null));
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

    /// <summary>Sectors that have services, in the fixed order, with how many.</summary>
    public async Task<IReadOnlyList<(string Sector, int Count)>> SectorsInUse(CancellationToken ct)
    {
        var counts = (await shelf.On(clock.Today, ct)).Services.CountBy(service => service.Definition.Sector).ToDictionary();
        return [.. Sectors.All.Where(counts.ContainsKey).Select(sector => (sector, counts[sector]))];
    }

    private static ServiceSummary Summary(PublishedService service)
    {
        var (definition, range) = (service.Definition, FeeRange.Of(service.Definition));
        return new(
            definition.Code, definition.Version, service.Name, service.Texts[TextKeys.Summary], definition.Department, definition.Sector,
            range.From, range.To, definition.Law.Rule.Limit, (LimitUnitName)definition.Law.Rule.Unit, definition.Law.Example);
    }
}
