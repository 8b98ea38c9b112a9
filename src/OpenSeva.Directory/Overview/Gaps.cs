using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <summary>What would leave an application lying: roles and posts without anybody, areas without a way.</summary>
/// <param name="RolesOnNoPost">Asked for by a service, carried by no post.</param>
/// <param name="RolesNobodyHolds">Carried by posts that are all vacant today.</param>
/// <param name="VacantPosts">Posts nobody acts from today.</param>
/// <param name="Unrouted">Areas where a role that is carried elsewhere, or asked for, finds no post.</param>
internal sealed record GapReport(
    IReadOnlyList<string> RolesOnNoPost, IReadOnlyList<string> RolesNobodyHolds, IReadOnlyList<PostEntry> VacantPosts,
    IReadOnlyList<(string Role, UnitEntry Unit)> Unrouted)
{
    public static readonly GapReport Nothing = new([], [], [], []);

    public bool None => RolesOnNoPost.Count + RolesNobodyHolds.Count + VacantPosts.Count + Unrouted.Count is 0;
}

/// <param name="PostId">A post nobody acts from today.</param>
public sealed record VacantPost(Guid PostId, string Code, LocalText Title);

/// <param name="Role">Finds no post for this unit.</param>
public sealed record UnroutedRole(string Role, string Unit, LocalText UnitName);

/// <param name="Unrouted">The first two hundred; <paramref name="UnroutedCount"/> says how many there are.</param>
/// <param name="Vacant">The first two hundred; <paramref name="VacantCount"/> says how many there are.</param>
public sealed record GapAnswer(
    IReadOnlyList<string> RolesOnNoPost, IReadOnlyList<string> RolesNobodyHolds, IReadOnlyList<VacantPost> Vacant, int VacantCount,
    IReadOnlyList<UnroutedRole> Unrouted, int UnroutedCount);

/// <summary>Looks for the gaps of the directory as it stands today.</summary>
internal sealed class Gaps(LiveDirectory live, ICatalogue catalogue, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/gaps", Get).RequireAuthorization(Policy.Administrator)
        .WithSummary("What would leave an application lying: roles and posts without anybody, areas without a way");

    private static async Task<Ok<GapAnswer>> Get(Gaps gaps, CancellationToken ct)
    {
        var found = await gaps.Find(ct);
        return TypedResults.Ok(new GapAnswer(
            found.RolesOnNoPost, found.RolesNobodyHolds,
            [.. found.VacantPosts.Take(Lists.Most).Select(post => new VacantPost(post.Id, post.Code, post.Title))], found.VacantPosts.Count,
            [.. found.Unrouted.Take(Lists.Most).Select(way => new UnroutedRole(way.Role, way.Unit.Code, way.Unit.Name))], found.Unrouted.Count));
    }

    public async Task<GapReport> Find(CancellationToken ct)
    {
        var asked = (await catalogue.All(clock.Today, ct)).SelectMany(service => service.Definition.Roles).ToHashSet(StringComparer.Ordinal);
        return Of(await live.Today(ct), asked);
    }

    public static GapReport Of(DirectoryDay day, IReadOnlySet<string> asked)
    {
        var vacant = day.Posts.Values.Where(post => day.Holder(post.Id) is null).OrderBy(post => post.Code, StringComparer.Ordinal).ToList();
        var held = day.Posts.Values.Except(vacant).SelectMany(post => post.Roles).ToHashSet(StringComparer.Ordinal);
        var routed = day.Roles.Intersect(asked.Count > 0 ? asked : day.Roles).Order(StringComparer.Ordinal).ToList();
        return new(
            [.. asked.Except(day.Roles).Order(StringComparer.Ordinal)],
            [.. day.Roles.Except(held).Order(StringComparer.Ordinal)],
            vacant,
            [.. day.Units.Values.OrderBy(unit => unit.Code, StringComparer.Ordinal)
                // A unit whose subdivisions all route is not asked for itself; the lowest ones are where people live.
                .Where(unit => !day.Below(unit.Code).Any())
                .SelectMany(unit => routed.Where(role => day.Route(role, unit.Code, null) is null).Select(role => (role, unit)))]);
    }
}
