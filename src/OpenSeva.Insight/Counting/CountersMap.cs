using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpenSeva.Insight.Counting;

internal sealed class SeatMonthMap : IEntityTypeConfiguration<SeatMonth>
{
    public void Configure(EntityTypeBuilder<SeatMonth> builder) =>
        builder.ToTable("insight_seat_month").HasKey(row => new { row.Department, row.OfficeId, row.PostId, row.Month });
}

internal sealed class ServiceMonthMap : IEntityTypeConfiguration<ServiceMonth>
{
    public void Configure(EntityTypeBuilder<ServiceMonth> builder) =>
        builder.ToTable("insight_service_month").HasKey(row => new { row.Department, row.Service, row.Month });
}

internal sealed class SeatWaitingMap : IEntityTypeConfiguration<SeatWaiting>
{
    public void Configure(EntityTypeBuilder<SeatWaiting> builder) =>
        builder.ToTable("insight_seat_waiting").HasKey(row => new { row.Department, row.OfficeId, row.PostId, row.DueAt });
}

internal sealed class ServiceWaitingMap : IEntityTypeConfiguration<ServiceWaiting>
{
    public void Configure(EntityTypeBuilder<ServiceWaiting> builder) =>
        builder.ToTable("insight_service_waiting").HasKey(row => new { row.Department, row.Service, row.DueAt });
}

internal sealed class DaysRowMap : IEntityTypeConfiguration<DaysRow>
{
    public void Configure(EntityTypeBuilder<DaysRow> builder) =>
        builder.ToTable("insight_days").HasKey(row => new { row.Department, row.OfficeId, row.Month, row.Days });
}
