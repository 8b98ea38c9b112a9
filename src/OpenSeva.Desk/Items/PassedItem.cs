using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpenSeva.Desk;

/// <summary>
/// An item that a post has held and holds no more: handed on, decided, or taken over by a colleague. A fold of the item's
/// movements, kept so that the post finds it again.
/// </summary>
internal sealed class PassedItem
{
    public required Guid ItemId { get; init; }
    public required Guid PostId { get; init; }

    /// <summary>When it last left the desk.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Number and title as searching sees them.</summary>
    public required string Words { get; init; }

    /// <summary>The posts that held an item and hold it no more, each with the instant it last left them.</summary>
    public static IReadOnlyDictionary<Guid, DateTimeOffset> Fold(IEnumerable<Movement> movements)
    {
        var passed = new Dictionary<Guid, DateTimeOffset>();
        foreach (var holding in Holding.Fold(movements))
        {
            if (holding.Until is { } left) passed[holding.PostId] = left;
            else passed.Remove(holding.PostId);
        }

        return passed;
    }
}

internal sealed class PassedItemMap : IEntityTypeConfiguration<PassedItem>
{
    public void Configure(EntityTypeBuilder<PassedItem> builder)
    {
        builder.ToTable("desk_passed");
        builder.HasKey(passed => new { passed.ItemId, passed.PostId });
    }
}
