using Microsoft.AspNetCore.WebUtilities;

namespace OpenSeva.Insight.Dashboard;

/// <summary>The addresses of the room's pages.</summary>
internal static class Address
{
    public static string Board(Scope scope, string period) => With("/office/insight", scope, period);

    public static string Cases(Counted what, Scope scope, string period, string? after = null)
    {
        var address = QueryHelpers.AddQueryString(With("/office/insight/cases", scope, period), "what", what.ToString());
        return after is null ? address : QueryHelpers.AddQueryString(address, "after", after);
    }

    /// <summary>One level up; null at the top.</summary>
    public static Scope? Above(Scope scope) => scope switch
    {
        { Post: not null } => scope with { Post = null },
        { Office: not null } => scope with { Office = null },
        { Service: not null } => scope with { Service = null },
        { Department: not null } => new Scope(),
        _ => null,
    };

    private static string With(string path, Scope scope, string period)
    {
        var query = new Dictionary<string, string?>
        {
            ["department"] = scope.Department,
            ["office"] = scope.Office?.ToString(),
            ["post"] = scope.Post?.ToString(),
            ["service"] = scope.Service,
            ["period"] = period is Period.Default ? null : period,
        };
        return QueryHelpers.AddQueryString(path, query.Where(part => part.Value is not null));
    }
}
