using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpenSeva.Documents.Certificates;

internal sealed class IssuedDocumentMap : IEntityTypeConfiguration<IssuedDocument>
{
    public void Configure(EntityTypeBuilder<IssuedDocument> document) => document.HasKey(row => row.Id);
}
