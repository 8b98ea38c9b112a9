using OpenSeva.Contracts.Directory;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Catalogue.Versions;

/// <summary>The state's posts and who sits there, as far as a service is held against them.</summary>
internal sealed record Held(IReadOnlySet<string> Carried, IReadOnlyDictionary<string, IReadOnlyList<string>> Vacant)
{
    public static async Task<Held> Now(IDirectory directory, CancellationToken ct) => new(
        await directory.Roles(ct),
        (await directory.VacantRoles(ct)).ToDictionary(
            role => role.Key, role => (IReadOnlyList<string>)[.. role.Value.Select(office => $"{office.Name.In(Languages.Default)} ({office.Code})")], StringComparer.Ordinal));

    public ServiceReading Read(string folder) => ServiceReader.ReadFolder(folder, Carried.Contains, Vacant.GetValueOrDefault);
}
