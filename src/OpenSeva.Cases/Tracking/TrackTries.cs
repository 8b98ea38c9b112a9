using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpenSeva.Cases.Tracking;

/// <summary>How often somebody guessed wrongly within the hour that began at the first wrong guess.</summary>
internal sealed class TrackTries
{
    /// <summary>Digest of a case number with a line, of a line, or of all of them.</summary>
    public required string Key { get; init; }
    public DateTimeOffset Since { get; init; }
    public int Tries { get; init; }
}

internal sealed class TrackTriesMap : IEntityTypeConfiguration<TrackTries>
{
    public void Configure(EntityTypeBuilder<TrackTries> builder)
    {
        builder.ToTable("track_tries");
        builder.HasKey(tries => tries.Key);
    }
}
