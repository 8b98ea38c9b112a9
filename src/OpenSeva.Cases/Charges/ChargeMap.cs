using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Cases.Charges;

internal sealed class ChargeMap : IEntityTypeConfiguration<Charge>
{
    public void Configure(EntityTypeBuilder<Charge> builder) => builder.Property(charge => charge.Heads).IsJsonText();
}
