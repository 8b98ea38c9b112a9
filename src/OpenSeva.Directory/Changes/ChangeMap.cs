using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Directory;

internal sealed class ChangeMap : IEntityTypeConfiguration<Change>
{
    public void Configure(EntityTypeBuilder<Change> builder)
    {
        builder.ToTable("directory_change");
        builder.Property(change => change.Content).IsJsonText();
    }
}
