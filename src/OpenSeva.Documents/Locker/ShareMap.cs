using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpenSeva.Documents.Locker;

internal sealed class ShareMap : IEntityTypeConfiguration<Share>
{
    public void Configure(EntityTypeBuilder<Share> share) => share.HasKey(row => row.Id);
}
