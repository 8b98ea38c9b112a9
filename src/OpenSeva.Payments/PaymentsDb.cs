using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel.Storage;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Demands;
using OpenSeva.Payments.Receipts;
using OpenSeva.Payments.Refunds;
using OpenSeva.Payments.Sandbox;

namespace OpenSeva.Payments;

/// <summary>The room's window on the database.</summary>
internal sealed class PaymentsDb(DbContextOptions<PaymentsDb> options) : ModuleDb(options)
{
    public DbSet<Demand> Demands => Set<Demand>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<GatewayMessage> Messages => Set<GatewayMessage>();

    public DbSet<Receipt> Receipts => Set<Receipt>();

    public DbSet<Refund> Refunds => Set<Refund>();

    public DbSet<SandboxOrder> SandboxOrders => Set<SandboxOrder>();

    public DbSet<SandboxPayment> SandboxPayments => Set<SandboxPayment>();

    public DbSet<SandboxWebhook> SandboxWebhooks => Set<SandboxWebhook>();

    /// <summary>
    /// One after the other: whatever is decided about the money for one thing waits here for whoever is deciding now,
    /// until that commit. Take it before reading what the decision rests on.
    /// </summary>
    public Task Turn(Guid reference, CancellationToken ct) => Database.ExecuteSqlAsync(
        $"insert into payment_turn (reference) values ({reference}) on conflict (reference) do update set reference = excluded.reference", ct);
}
