using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpenSeva.Documents.Uploads;

internal sealed class UploadMap : IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Upload> upload) => upload.HasKey(row => row.Id);
}
