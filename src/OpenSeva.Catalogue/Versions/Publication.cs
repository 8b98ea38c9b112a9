using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Directory;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Catalogue.Versions;

/// <summary>Puts services online from their folders: reads, checks against the state's posts, keeps the version.</summary>
internal sealed class Publication(Work work, CatalogueDb window, Shelf shelf, IDirectory directory, Marks marks, Acting acting, TimeProvider clock, Words words)
{
    /// <summary>In a demonstration a role nobody holds is only warned of; elsewhere the service is refused.</summary>
    public static bool IsWarning(Mistake mistake) => mistake.Code is ServiceReader.RoleNobodyHolds;

    /// <summary>Every service below the folder, one by one: what is wrong with one never keeps another off line.</summary>
    public async Task<IReadOnlyList<Outcome>> Below(string root, CancellationToken ct)
    {
        var held = await Held.Now(directory, ct);
        var published = await window.Versions.ToDictionaryAsync(version => version.Digest, version => new { version.Code, version.Number }, ct);
        var outcomes = new List<Outcome>();
        foreach (var folder in ServiceFiles.FoldersBelow(root))
        {
            var outcome = Files(folder) is { } files && published.TryGetValue(ServiceVersion.DigestOf(files), out var same)
                ? new Outcome(folder, same.Code, same.Number, [], PublicationState.AlreadyThere, null)
                : await One(held.Read(folder), ct);
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    /// <returns>Null when they cannot be read; reading them as a service then says why.</returns>
    private static ServiceFiles? Files(string folder)
    {
        try
        {
            return ServiceFiles.FromFolder(folder);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task<Outcome> One(ServiceReading reading, CancellationToken ct)
    {
        var isSound = reading.Definition is not null && reading.Mistakes.All(mistake => marks.IsDemonstration && IsWarning(mistake));
        if (!isSound) return Said(reading, PublicationState.Refused);

        try
        {
            var isNew = await work.Run((CatalogueDb db) => Keep(reading, db, ct), ct);
            shelf.Expire();
            return Said(reading, isNew ? PublicationState.Published : PublicationState.AlreadyThere);
        }
        catch (Refusal refusal)
        {
            return Said(reading, PublicationState.Refused) with { Refusal = words.In(Languages.Default, $"refusal.{refusal.Code}", [.. refusal.Args]) };
        }
    }

    private static Outcome Said(ServiceReading reading, PublicationState state) =>
        new(reading.Files.Folder, reading.Definition?.Code, reading.Definition?.Version, reading.Mistakes, state, null);

    private async Task<bool> Keep(ServiceReading reading, CatalogueDb db, CancellationToken ct)
    {
        var code = reading.Definition!.Code;
        var earlier = await db.Versions.Where(version => version.Code == code).ToListAsync(ct);
        var by = acting.Actor.Kind is ActorKind.Staff ? acting.Actor.Id : null;
        if (ServiceVersion.Publish(reading, earlier, by, clock.Now, clock.Today) is not { } version) return false;

        db.Add(version);
        return true;
    }
}

internal enum PublicationState { Published, AlreadyThere, Refused }

/// <summary>What became of one folder.</summary>
/// <param name="Code">Null when the files could not be read as a service.</param>
/// <param name="Refusal">Why sound files were refused all the same.</param>
internal sealed record Outcome(string Folder, string? Code, int? Number, IReadOnlyList<Mistake> Mistakes, PublicationState State, string? Refusal);
