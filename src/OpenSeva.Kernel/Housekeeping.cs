using OpenSeva.Kernel.Storage;

namespace OpenSeva.Kernel;

/// <summary>Sweeps what has served its time: delivered events after a week, answers to keyed requests after a month.</summary>
internal sealed class Housekeeping(Storage.Storage storage, TimeProvider clock) : IJob
{
    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task Run(CancellationToken ct)
    {
        await Sweep("delete from outbox where done_at < @before", clock.Now.AddDays(-7), ct);
        await Sweep("delete from idempotency where at < @before", clock.Now.AddDays(-30), ct);
    }

    private async Task Sweep(string sql, DateTimeOffset before, CancellationToken ct)
    {
        await using var turn = await storage.Turn(ct);
        await using var command = turn.Command(sql).With("before", before.UtcDateTime);
        await command.ExecuteNonQueryAsync(ct);
        await turn.Commit();
    }
}
