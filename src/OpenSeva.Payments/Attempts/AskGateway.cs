using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Payments.Gateways;

namespace OpenSeva.Payments.Attempts;

/// <summary>
/// One question to a gateway about one order, and what follows from the answer. Whoever caused it, the news is the
/// gateway's: it is heard in a scope of its own, in the name of the system.
/// </summary>
internal sealed class AskGateway(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <returns>False when the gateway did not answer.</returns>
    public async Task<bool> About(string name, Guid order, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<Acting>().Actor = Actor.System;
        var answered = false;
        try
        {
            // The question is asked outside of any transaction; each answer is one.
            if (services.GetRequiredService<GatewayList>().Find(name) is { } gateway)
            {
                foreach (var news in await gateway.Status(order, ct)) await services.GetRequiredService<HearGateway>().Hear(name, news, null, ct);
                answered = true;
            }
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            // Asked again after the pause noted below.
        }

        return await services.GetRequiredService<Work>().Run((PaymentsDb db) => Note(db, order, answered, ct), ct);
    }

    private async Task<bool> Note(PaymentsDb db, Guid order, bool answered, CancellationToken ct)
    {
        var reference = await db.Payments.Where(p => p.Order == order).Join(db.Demands, p => p.DemandId, d => d.Id, (p, d) => d.Reference).FirstAsync(ct);
        await db.Turn(reference, ct);
        foreach (var payment in await db.Payments.Where(p => p.Order == order).ToListAsync(ct)) payment.Checked(clock.Now);
        return answered;
    }
}
