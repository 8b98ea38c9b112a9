namespace OpenSeva.Contracts.Accounts;

/// <summary>What a department's own system may do with an access token. Reading only: a token never decides.</summary>
public static class Scope
{
    /// <summary>Applications of the token's department.</summary>
    public const string Cases = "cases.read";

    /// <summary>The dashboard and its numbers.</summary>
    public const string Insight = "insight.read";

    /// <summary>Departments, offices, posts and who sits in them.</summary>
    public const string Directory = "directory.read";

    public static readonly IReadOnlyList<string> All = [Cases, Insight, Directory];
}
