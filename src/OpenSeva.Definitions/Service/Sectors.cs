namespace OpenSeva.Definitions;

/// <summary>The headings under which people look for services.</summary>
public static class Sectors
{
    public static IReadOnlyList<string> All { get; } =
    [
        "certificates", "social-welfare", "education", "health", "employment", "business",
        "land-and-property", "agriculture", "utilities", "transport", "police-and-safety", "environment",
    ];
}
