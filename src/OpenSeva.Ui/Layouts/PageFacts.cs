using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using OpenSeva.Kernel;

namespace OpenSeva.Ui;

/// <summary>What every page shows around its content: whose state, who is signed in, where one can go.</summary>
public sealed class PageFacts(IHttpContextAccessor http, Acting acting, Marks marks, IEnumerable<NavEntry> entries)
{
    public string StateName => marks.StateName.ToString();

    public bool IsDemonstration => marks.IsDemonstration;

    /// <summary>The signed-in person's name, null when nobody is signed in.</summary>
    public string? SignedInAs { get; set; } = http.HttpContext?.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : null;

    /// <summary>The post a staff member acts from, as the header shows it.</summary>
    public string? ActsAs { get; set; }

    public string Path { get; } = http.HttpContext?.Request.Path.Value ?? "/";

    /// <summary>The entries of one place that this person may use, in order.</summary>
    public IEnumerable<NavEntry> Nav(NavPlace place) =>
        entries.Where(entry => entry.Place == place && entry.IsFor(acting.Actor)).OrderBy(entry => entry.Order);

    /// <summary>The entry the current page lies under: the longest address that begins it.</summary>
    public NavEntry? Current(NavPlace place) => Nav(place)
        .Where(entry => Path == entry.Href || Path.StartsWith(entry.Href.TrimEnd('/') + "/", StringComparison.Ordinal))
        .MaxBy(entry => entry.Href.Length);

    /// <summary>This page in another language.</summary>
    public string InLanguage(string code)
    {
        var query = QueryHelpers.ParseQuery(http.HttpContext?.Request.QueryString.Value);
        query["lang"] = code;
        return QueryHelpers.AddQueryString(Path, query);
    }
}

/// <summary>Where an entry of the navigation stands.</summary>
public enum NavPlace { Portal, Office, Foot }

/// <summary>One way to go.</summary>
/// <param name="Text">Words key.</param>
/// <param name="Allowed">Who sees it; null is everybody.</param>
public sealed record NavEntry(NavPlace Place, int Order, string Href, string Text, Func<Actor, bool>? Allowed = null)
{
    public bool IsFor(Actor actor) => Allowed?.Invoke(actor) ?? true;
}
