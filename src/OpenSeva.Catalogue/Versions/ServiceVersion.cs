using System.Security.Cryptography;
using System.Text;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Catalogue.Versions;

/// <summary>One published version of a service: its files as they were on that day, for ever. Rows are added, never altered.</summary>
internal sealed class ServiceVersion : Entity
{
    public string Code { get; private init; } = "";

    /// <summary>The version the department gave it: 1, 2, 3 …</summary>
    public int Number { get; private init; }

    public string Department { get; private init; } = "";

    public DateOnly EffectiveFrom { get; private init; }

    public DateOnly? EffectiveTo { get; private init; }

    /// <summary>File name to text.</summary>
    public IReadOnlyDictionary<string, string> Files { get; private init; } = new Dictionary<string, string>();

    /// <summary>SHA-256 over the files, in hexadecimal: two versions are the same when their digests are.</summary>
    public string Digest { get; private init; } = "";

    public DateTimeOffset PublishedAt { get; private init; }

    /// <summary>Staff member who published it; null for the system (start, command line, demonstration).</summary>
    public Guid? PublishedBy { get; private init; }

    public override string Stream => $"service/{Code}";

    private ServiceVersion()
    {
    }

    /// <param name="earlier">The service's published versions.</param>
    /// <returns>Null when this very version is published already.</returns>
    public static ServiceVersion? Publish(ServiceReading reading, IReadOnlyList<ServiceVersion> earlier, Guid? by, DateTimeOffset now, DateOnly today)
    {
        var definition = reading.Definition is { } sound && reading.Mistakes.All(Publication.IsWarning)
            ? sound : throw new InvalidOperationException("A service with mistakes was to be published.");

        var digest = DigestOf(reading.Files);
        if (earlier.SingleOrDefault(version => version.Number == definition.Version) is { } same)
        {
            return same.Digest == digest ? null : throw new Refusal("catalogue.version-published", definition.Code, definition.Version);
        }

        if (earlier.MaxBy(version => version.Number) is { } last)
        {
            if (definition.Version < last.Number) throw new Refusal("catalogue.version-older", definition.Code, definition.Version, last.Number);
            if (definition.EffectiveFrom <= last.EffectiveFrom) throw new Refusal("catalogue.version-not-later", definition.Code, definition.Version, last.Number);
            // Applications that began yesterday must not turn out to have begun under a version nobody could read.
            if (definition.EffectiveFrom < today) throw new Refusal("catalogue.version-backdated", definition.Code, definition.Version);
        }

        var version = new ServiceVersion
        {
            Code = definition.Code, Number = definition.Version, Department = definition.Department,
            EffectiveFrom = definition.EffectiveFrom, EffectiveTo = definition.EffectiveTo,
            Files = reading.Files.Content, Digest = digest, PublishedAt = now, PublishedBy = by,
        };
        version.Raise(new Contracts.Catalogue.ServicePublished(version.Code, version.Number, version.Department, version.EffectiveFrom, now));
        return version;
    }

    public static string DigestOf(ServiceFiles files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, text) in files.Content.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            // Lengths stand before the parts, so that no two sets of files run together to the same bytes.
            foreach (var part in new[] { Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(text) })
            {
                hash.AppendData(BitConverter.GetBytes(part.Length));
                hash.AppendData(part);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
