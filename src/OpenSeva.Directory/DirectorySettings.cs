using Microsoft.Extensions.Configuration;

namespace OpenSeva.Directory;

/// <summary>What an operator decides about the directory: section <c>directory</c> of the settings file, or <c>OPENSEVA_DIRECTORY__NAME</c>.</summary>
internal sealed class DirectorySettings
{
    /// <summary>A person is given a post only when a second administrator confirms it (ASVS 2.3.5). Off: an installation may have one administrator only.</summary>
    [ConfigurationKeyName("two-administrators")]
    public bool TwoAdministrators { get; init; }

    public static DirectorySettings From(IConfiguration configuration) => configuration.GetSection("directory").Get<DirectorySettings>() ?? new();
}
