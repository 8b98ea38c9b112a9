using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpenSeva.Insight.Facts;

/// <summary>An application went from one desk to another: passed out here, passed in there.</summary>
/// <param name="N">Its place among the case's passes, from 1.</param>
/// <param name="Month">Year and month, 202611.</param>
internal sealed record Pass(
    Guid CaseId, int N, string Department, string Service, DateTimeOffset At, int Month, Guid FromOffice, Guid FromPost, Guid ToOffice, Guid ToPost)
{
    /// <summary>It left its office; else a colleague of the same office took it over.</summary>
    public bool BetweenOffices => FromOffice != ToOffice;
}

internal sealed class PassMap : IEntityTypeConfiguration<Pass>
{
    public void Configure(EntityTypeBuilder<Pass> builder)
    {
        builder.ToTable("insight_pass").HasKey(pass => new { pass.CaseId, pass.N });
        builder.Property(pass => pass.CaseId).ValueGeneratedNever();
        builder.Property(pass => pass.N).ValueGeneratedNever();
        builder.Ignore(pass => pass.BetweenOffices);
    }
}
