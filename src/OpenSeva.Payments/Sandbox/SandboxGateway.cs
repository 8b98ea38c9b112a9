using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Gateways;

namespace OpenSeva.Payments.Sandbox;

/// <summary>
/// A gateway without money, inside the program: own pages, own memory, signed messages over HTTP. Everything on its far
/// side is as with a real one, so that what is tried here holds there.
/// </summary>
internal sealed class SandboxGateway(
    PaymentsDb db, Work work, Marks marks, Settings installation, SandboxKey key, PaymentsSettings settings, TimeProvider clock) : IGateway
{
    public const string Id = "sandbox";

    public string Name => Id;

    public bool IsSandbox => true;

    public bool IsEnabled => settings.Sandbox.Enabled || marks.IsDemonstration;

    public Uri? PagesAt => null;

    public UpiPayee? Upi => new("openseva.sandbox@example", $"{marks.StateName.En} (sandbox)");

    public async Task<Uri> Begin(GatewayOrder order, CancellationToken ct)
    {
        await work.Run((PaymentsDb sandbox) => Open(sandbox, order.Id, order.Amount, order.Description, order.Return.ToString(), clock.Now, ct), ct);
        return new Uri(installation.PublicUrl, Page(order.Id));
    }

    public async Task<IReadOnlyList<GatewayNews>> Status(Guid order, CancellationToken ct)
    {
        var payments = await db.SandboxPayments.Where(payment => payment.OrderId == order).ToListAsync(ct);
        return [.. payments.OrderBy(payment => payment.Id).SelectMany(payment => payment.State is NewsKind.Refunded
            ? [News(payment, NewsKind.Succeeded), News(payment, NewsKind.Refunded)]
            : new[] { News(payment, payment.State) })];
    }

    public async Task Refund(Guid refundId, string transaction, Money amount, CancellationToken ct) =>
        await work.Run(async (PaymentsDb sandbox) =>
        {
            if (!Guid.TryParse(transaction, out var id) || await sandbox.SandboxPayments.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } payment) return false;
            if (payment.State is not NewsKind.Succeeded || payment.Amount != amount) return false;
            payment.State = NewsKind.Refunded;
            sandbox.SandboxWebhooks.Add(Message(payment, clock.Now));
            return true;
        }, ct);

    public async Task<byte[]?> WebhookSecret(CancellationToken ct) => await key.Read(ct);

    public static string Page(Guid order) => $"/sandbox-gateway/{order}";

    /// <returns>False when the order is open already.</returns>
    public static async Task<bool> Open(PaymentsDb db, Guid id, Money amount, string description, string returnUrl, DateTimeOffset now, CancellationToken ct)
    {
        await db.Turn(id, ct);
        if (await db.SandboxOrders.AnyAsync(order => order.Id == id, ct)) return false;
        db.SandboxOrders.Add(SandboxOrder.Open(id, amount, description, returnUrl, now));
        return true;
    }

    public static SandboxWebhook Message(SandboxPayment payment, DateTimeOffset now) => Message(payment, payment.State, now);

    public static SandboxWebhook Message(SandboxPayment payment, NewsKind told, DateTimeOffset now)
    {
        var message = new WebhookMessage($"evt-{Guid.CreateVersion7():N}", payment.OrderId.ToString(), payment.Id.ToString(), WebhookMessage.Word(told), payment.Amount.Paise, "INR");
        return new() { Body = message.Write(), NextAt = now };
    }

    private static GatewayNews News(SandboxPayment payment, NewsKind kind) => new(payment.OrderId, payment.Id.ToString(), kind, payment.Amount);
}

/// <summary>The key between sandbox and office: drawn once, the same on every node.</summary>
internal sealed class SandboxKey(IServiceScopeFactory scopes)
{
    private byte[]? key;

    public async Task<byte[]> Read(CancellationToken ct)
    {
        if (key is not null) return key;
        // A scope of its own: the key is settled whatever becomes of the command that asked for it.
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>();
        var drawn = RandomNumberGenerator.GetBytes(32);
        return key = await work.Run(async (PaymentsDb db) =>
        {
            await db.Database.ExecuteSqlAsync($"insert into sandbox_key (one, secret) values (1, {drawn}) on conflict (one) do nothing", ct);
            return (await db.Database.SqlQuery<byte[]>($"select secret as \"Value\" from sandbox_key").ToListAsync(ct))[0];
        }, ct);
    }
}
