using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Demands;
using OpenSeva.Payments.Gateways;

namespace OpenSeva.Payments.Sandbox;

/// <summary>What the person on the sandbox's page lets happen to an order.</summary>
internal enum SandboxChoice
{
    Success,
    Failure,

    /// <summary>The bank does not answer.</summary>
    Pending,

    /// <summary>The bank does not answer, and says yes half a minute later.</summary>
    Late,

    /// <summary>The money moves and the message about it is lost: reconciliation must find it.</summary>
    Silent,

    /// <summary>The payer pays two times on the same page.</summary>
    Twice,

    /// <summary>The message comes three times, and an older one after it.</summary>
    Repeated,

    /// <summary>The payer closes the window: nothing happens at all.</summary>
    Close,
}

/// <summary>The sandbox's side of a payment.</summary>
internal sealed class ChooseOutcome(PaymentsDb db, Work work, SandboxCourier courier, GatewayList gateways, Settings installation, TimeProvider clock)
{
    private static readonly TimeSpan LateBy = TimeSpan.FromSeconds(30);

    public bool IsOpen => gateways.Find(SandboxGateway.Id) is not null;

    /// <returns>Null when the sandbox is not in use or has no such order.</returns>
    public async Task<SandboxOrder?> Order(Guid id, CancellationToken ct) =>
        !IsOpen ? null : await db.SandboxOrders.SingleOrDefaultAsync(order => order.Id == id, ct);

    /// <returns>Where the payer's browser goes back to.</returns>
    public async Task<string?> Choose(Guid orderId, SandboxChoice choice, CancellationToken ct)
    {
        if (await Order(orderId, ct) is not { } order) return null;
        await work.Run((PaymentsDb sandbox) => Happen(sandbox, order, choice, ct), ct);
        // A real gateway's message overtakes the payer's browser more often than not.
        await courier.Round(ct);
        return order.ReturnUrl;
    }

    /// <summary>A payment app scanned a demand's code: the amount is what stood in the link.</summary>
    /// <returns>False when the sandbox is not in use.</returns>
    public async Task<bool> Scan(Guid demandId, Money amount, CancellationToken ct)
    {
        if (!IsOpen || amount.Paise is <= 0 or > 1_000_000_00) return false;
        var back = new Uri(installation.PublicUrl, $"/pay/{demandId}").ToString();
        await work.Run((PaymentsDb sandbox) => SandboxGateway.Open(sandbox, demandId, amount, "UPI", back, clock.Now, ct), ct);
        return true;
    }

    private async Task<int> Happen(PaymentsDb sandbox, SandboxOrder order, SandboxChoice choice, CancellationToken ct)
    {
        await sandbox.Turn(order.Id, ct);
        var now = clock.Now;
        var payments = choice switch
        {
            SandboxChoice.Close => [],
            SandboxChoice.Failure => [Movement(order, NewsKind.Failed)],
            SandboxChoice.Pending => [Movement(order, NewsKind.Pending)],
            SandboxChoice.Late => [Movement(order, NewsKind.Pending, now + LateBy)],
            SandboxChoice.Twice => [Movement(order, NewsKind.Succeeded), Movement(order, NewsKind.Succeeded)],
            _ => new[] { Movement(order, NewsKind.Succeeded) },
        };
        sandbox.SandboxPayments.AddRange(payments);
        if (choice is SandboxChoice.Silent) return payments.Length;

        foreach (var payment in payments)
        {
            var message = SandboxGateway.Message(payment, now);
            sandbox.SandboxWebhooks.Add(message);
            if (choice is not SandboxChoice.Repeated) continue;
            for (var again = 0; again < 2; again++) sandbox.SandboxWebhooks.Add(new() { Body = message.Body, NextAt = now });
            sandbox.SandboxWebhooks.Add(SandboxGateway.Message(payment, NewsKind.Pending, now));
        }

        return payments.Length;
    }

    private static SandboxPayment Movement(SandboxOrder order, NewsKind state, DateTimeOffset? succeedsAt = null) =>
        new() { OrderId = order.Id, Amount = order.Amount, State = state, SucceedsAt = succeedsAt };
}
