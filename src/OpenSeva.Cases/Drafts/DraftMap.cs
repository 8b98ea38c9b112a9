using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Cases.Drafts;

internal sealed class DraftMap : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.Property(draft => draft.Answers).IsJsonText();
        builder.Property(draft => draft.Documents).IsJsonText();
        builder.Property(draft => draft.Files).IsJsonText();
    }
}
