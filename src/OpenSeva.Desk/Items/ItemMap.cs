using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpenSeva.Desk;

internal sealed class ItemMap : IEntityTypeConfiguration<Item>
{
    public void Configure(EntityTypeBuilder<Item> builder)
    {
        builder.ToTable("desk_item");
        builder.Ignore(item => item.Stream);
    }
}

internal sealed class MovementMap : IEntityTypeConfiguration<Movement>
{
    public void Configure(EntityTypeBuilder<Movement> builder)
    {
        builder.ToTable("desk_movement");
        builder.Ignore(movement => movement.Stream);
        builder.HasOne<Item>().WithMany().HasForeignKey(movement => movement.ItemId);
    }
}
