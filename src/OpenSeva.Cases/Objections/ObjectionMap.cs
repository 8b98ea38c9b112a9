using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Cases.Objections;

internal sealed class ObjectionMap : IEntityTypeConfiguration<Objection>
{
    public void Configure(EntityTypeBuilder<Objection> builder)
    {
        builder.Property(objection => objection.Points).IsJsonText();
        builder.Ignore(objection => objection.IsOpen);
    }
}
