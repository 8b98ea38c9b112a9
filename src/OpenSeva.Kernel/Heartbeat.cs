namespace OpenSeva.Kernel;

/// <summary>Keeps a lease alive for as long as what it stands for is under way.</summary>
internal static class Heartbeat
{
    /// <param name="beat">Renews the lease. False: somebody else holds it now, and the work is told to stop.</param>
    public static async Task While(Func<CancellationToken, Task> work, TimeSpan every, TimeProvider clock, Func<Task<bool>> beat, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var ended = new CancellationTokenSource();
        var beating = Beating();
        try
        {
            await work(stop.Token);
        }
        finally
        {
            await ended.CancelAsync();
            await beating;
        }

        async Task Beating()
        {
            while (true)
            {
                await Task.Delay(every, clock, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (ended.IsCancellationRequested) return;
                try
                {
                    if (await beat()) continue;
                    await stop.CancelAsync();
                    return;
                }
                catch (System.Data.Common.DbException)
                {
                    // The database is away, for the work as well: the next beat finds whose the lease is.
                }
            }
        }
    }
}
