using Microsoft.EntityFrameworkCore;
using OpenSeva.Insight.Counting;
using OpenSeva.Insight.Facts;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Insight;

/// <summary>The room's window on the database: read models only, made of facts and made again from them.</summary>
internal sealed class InsightDb(DbContextOptions<InsightDb> options) : ModuleDb(options)
{
    public DbSet<Fact> Facts => Set<Fact>();

    public DbSet<CaseRow> Cases => Set<CaseRow>();

    public DbSet<Pass> Passes => Set<Pass>();

    public DbSet<SeatMonth> SeatMonths => Set<SeatMonth>();

    public DbSet<ServiceMonth> ServiceMonths => Set<ServiceMonth>();

    public DbSet<SeatWaiting> SeatWaitings => Set<SeatWaiting>();

    public DbSet<ServiceWaiting> ServiceWaitings => Set<ServiceWaiting>();

    public DbSet<DaysRow> Days => Set<DaysRow>();

    // The journal has the events; it needs no second account of them.
    protected override bool IsJournaled => false;

    /// <summary>
    /// Whoever writes here takes the one turn first and keeps it to the commit: a case is folded from all its facts,
    /// and a rebuild sees none come in between.
    /// </summary>
    public Task Turn(CancellationToken ct) => Database.ExecuteSqlAsync($"update insight_turn set taken = taken + 1", ct);

    /// <summary>The database was made by a program that counted less.</summary>
    public Task<bool> IsUncounted(CancellationToken ct) => Database.SqlQuery<bool>($"""select uncounted as "Value" from insight_turn""").SingleAsync(ct);

    public Task MarkCounted(CancellationToken ct) => Database.ExecuteSqlAsync($"update insight_turn set uncounted = {false}", ct);
}
