using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Tests.Kernel;

/// <summary>Two small rooms to try the Kernel on.</summary>
public class TrialApp : SevaApp
{
    protected override void Adjust(WebApplicationBuilder builder) => builder.Services
        .AddModuleDb<LedgerDb>().AddModuleDb<StampDb>()
        .AddSingleton<Received>()
        .AddHandler<LedgerChanged, StampOnChange>();
}

public sealed class Ledger : Entity
{
    public required string Name { get; init; }
    public Money Amount { get; private set; }
    public DateTimeOffset At { get; private set; }
    public long? Number { get; set; }

    public override string Stream => $"ledger/{Id:N}";

    public void Add(Money amount, DateTimeOffset at)
    {
        if (amount.Paise < 0) throw new Refusal("trial.negative");
        (Amount, At) = (Amount + amount, at);
        Raise(new LedgerChanged(Id, amount.Paise));
    }
}

public sealed class Stamp : Entity
{
    public required Guid Ledger { get; init; }

    public override string Stream => $"ledger/{Ledger:N}";
}

public sealed record LedgerChanged(Guid Ledger, long Paise) : IEvent;

public sealed class LedgerDb(DbContextOptions<LedgerDb> options) : ModuleDb(options)
{
    public DbSet<Ledger> Ledgers => Set<Ledger>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Ledger>();
        base.OnModelCreating(modelBuilder);
    }
}

public sealed class StampDb(DbContextOptions<StampDb> options) : ModuleDb(options)
{
    public DbSet<Stamp> Stamps => Set<Stamp>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Stamp>();
        base.OnModelCreating(modelBuilder);
    }
}

/// <summary>What a handler was given, and how often it is told to fail.</summary>
public sealed class Received
{
    public int Failures { get; set; }

    public int Deliveries { get; set; }

    /// <summary>What went through, in its order.</summary>
    public List<long> Done { get; } = [];
}

public sealed class StampOnChange(Work work, Received received) : IHandle<LedgerChanged>
{
    public async Task Handle(LedgerChanged happened, CancellationToken ct)
    {
        received.Deliveries++;
        await work.Run(async (StampDb db) =>
        {
            db.Add(new Stamp { Ledger = happened.Ledger });
            return await Task.FromResult(true);
        }, ct);
        if (received.Failures-- > 0) throw new InvalidOperationException("fails after its work is committed");
        received.Done.Add(happened.Paise);
    }
}
