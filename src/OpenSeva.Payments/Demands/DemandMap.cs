using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Payments.Demands;

internal sealed class DemandMap : IEntityTypeConfiguration<Demand>
{
    public void Configure(EntityTypeBuilder<Demand> demand)
    {
        demand.Property(d => d.Lines).IsJsonText();
        demand.Ignore(d => d.IsOpen);
        // Known here so that a replaced demand steps back before its successor enters.
        demand.HasIndex(d => d.CountsFor).IsUnique();
    }
}
