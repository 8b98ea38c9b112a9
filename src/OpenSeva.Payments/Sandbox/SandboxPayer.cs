using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Gateways;

namespace OpenSeva.Payments.Sandbox;

/// <summary>Goes the payer's way without a browser: to the sandbox, success, and the news of it.</summary>
internal sealed class SandboxPayer(StartPayment start, GatewayList gateways, HearGateway hear, Work work) : ISandboxPayer
{
    public async Task Pay(Guid demandId, CancellationToken ct)
    {
        if (gateways.Find(SandboxGateway.Id) is not { } sandbox || await start.Start(demandId, ct) is not { } started) return;
        await work.Run(async (PaymentsDb db) =>
        {
            var order = await db.SandboxOrders.SingleAsync(one => one.Id == started.Payment, ct);
            db.SandboxPayments.Add(new() { OrderId = order.Id, Amount = order.Amount, State = NewsKind.Succeeded });
            return true;
        }, ct);
        foreach (var news in await sandbox.Status(started.Payment, ct)) await hear.Hear(sandbox.Name, news, null, ct);
    }
}
