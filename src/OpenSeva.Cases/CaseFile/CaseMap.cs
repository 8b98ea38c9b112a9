using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Cases.CaseFile;

internal sealed class CaseMap
    : IEntityTypeConfiguration<Case>, IEntityTypeConfiguration<CaseAnswers>, IEntityTypeConfiguration<CaseAct>, IEntityTypeConfiguration<CaseReader>
{
    // "case" is a word of SQL.
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("case_file");
        builder.Ignore(file => file.IsOver);
    }

    public void Configure(EntityTypeBuilder<CaseAnswers> builder)
    {
        builder.Property(version => version.Answers).IsJsonText();
        builder.Property(version => version.Documents).IsJsonText();
    }

    public void Configure(EntityTypeBuilder<CaseAct> builder)
    {
        builder.Property(act => act.Reasons).IsJsonText();
        builder.Property(act => act.Fields).IsJsonText();
    }

    public void Configure(EntityTypeBuilder<CaseReader> builder) => builder.HasKey(reader => new { reader.CaseId, reader.PostId });
}
