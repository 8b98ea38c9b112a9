using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Kernel;
using OpenSeva.Payments.Gateways;

namespace OpenSeva.Payments.Attempts;

/// <summary>Asks the gateways about attempts they have not spoken of: a payment whose webhook never came is finished here.</summary>
internal sealed partial class Reconcile(PaymentsDb db, AskGateway ask, TimeProvider clock, ILogger<Reconcile> log) : IJob
{
    private const int Most = 100;

    public TimeSpan Every => TimeSpan.FromSeconds(10);

    public async Task Run(CancellationToken ct)
    {
        var now = clock.Now;
        var waiting = await db.Payments.Where(p => p.NextCheckAt <= now).OrderBy(p => p.NextCheckAt).Take(Most)
            .Select(p => new { p.Order, p.Gateway }).Distinct().ToListAsync(ct);
        foreach (var one in waiting)
        {
            if (!await ask.About(one.Gateway, one.Order, ct)) LogNoAnswer(one.Gateway, one.Order);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Gateway} did not answer about order {Order}")]
    private partial void LogNoAnswer(string gateway, Guid order);
}
