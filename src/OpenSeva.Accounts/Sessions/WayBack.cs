namespace OpenSeva.Accounts.Sessions;

/// <summary>The page somebody was on their way to when they were asked to sign in. Only ever one of our own.</summary>
internal static class WayBack
{
    public static string Or(string? back, string otherwise) =>
        back is { Length: > 1 and < 1000 } && back[0] is '/' && back[1] is not ('/' or '\\') && !back.Any(char.IsControl) ? back : otherwise;

    /// <summary>Appended to an address, so that the next page still knows.</summary>
    public static string Query(string? back) => Or(back, "") is { Length: > 0 } own ? $"?back={Uri.EscapeDataString(own)}" : "";
}
