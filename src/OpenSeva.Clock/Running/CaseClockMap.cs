using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Clock;

internal sealed class CaseClockMap : IEntityTypeConfiguration<CaseClock>
{
    public void Configure(EntityTypeBuilder<CaseClock> builder)
    {
        builder.Ignore(clock => clock.Stream);
        builder.Property(clock => clock.Rule).IsJsonText();
        builder.Property(clock => clock.Events).IsJsonText();
        builder.Property(clock => clock.Corrections).IsJsonText();
    }
}
