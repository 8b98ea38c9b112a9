using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Contracts.Catalogue;

/// <summary>Which services exist, what they ask, which version holds.</summary>
public interface ICatalogue
{
    /// <summary>The version applications begin under on a day; null when there is none.</summary>
    Task<PublishedService?> Current(string code, DateOnly on, CancellationToken ct);

    /// <summary>The version a running case is pinned to.</summary>
    Task<PublishedService?> Version(string code, int version, CancellationToken ct);

    Task<IReadOnlyList<PublishedService>> All(DateOnly on, CancellationToken ct);
}

/// <summary>One immutable version and its words.</summary>
public sealed record PublishedService(ServiceDefinition Definition, ServiceTexts Texts)
{
    /// <summary>The service's name in the current language.</summary>
    public string Name => Texts["name"];
}

/// <summary>A new version of a service came online; applications begin under it from <paramref name="EffectiveFrom"/>.</summary>
public sealed record ServicePublished(string Code, int Version, string Department, DateOnly EffectiveFrom, DateTimeOffset At) : IEvent;
