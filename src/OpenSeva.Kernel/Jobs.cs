using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Kernel;

/// <summary>Something done again and again by exactly one node at a time: sealing, reconciling, sweeping.</summary>
public interface IJob
{
    TimeSpan Every { get; }

    /// <summary>
    /// One round, however long it takes. Must be harmless when run again from the start: a node that stood still for longer
    /// than its lease is told to stop only when it finds out.
    /// </summary>
    Task Run(CancellationToken ct);
}

/// <summary>Runs every registered job at its pace on the node that holds its lease.</summary>
internal sealed partial class JobRunner(
    IEnumerable<JobKind> kinds, IServiceScopeFactory scopes, Storage.Storage storage, TimeProvider clock, ILogger<JobRunner> log) : BackgroundService
{
    private static readonly TimeSpan Term = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Lull = TimeSpan.FromSeconds(2);
    private readonly string node = $"{Environment.MachineName}/{Environment.ProcessId}";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(kinds.Select(kind => Repeat(kind.Type, stoppingToken)));

    private async Task Repeat(Type type, CancellationToken ct)
    {
        // Whoever asks for a page while the program starts goes first.
        await Task.Delay(Lull, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var leasedUntil = DateTimeOffset.MinValue;
        while (!ct.IsCancellationRequested)
        {
            var every = TimeSpan.FromSeconds(5);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var job = (IJob)scope.ServiceProvider.GetRequiredService(type);
                scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.System;
                every = job.Every;
                // The lease outlasts several rounds, so that an idle job does not write every second.
                if (leasedUntil < clock.Now + (Term / 2)) leasedUntil = await Lease(type.Name, every, ct);
                if (leasedUntil > clock.Now)
                {
                    await Heartbeat.While(
                        job.Run, Term / 3, clock, async () => (leasedUntil = await Lease(type.Name, job.Every, ct)) > clock.Now, ct);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogFailed(type.Name, Faults.PlaceOf(error));
            }

            await Task.Delay(every, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Until when the job is this node's; long ago when it is another's.</returns>
    private async Task<DateTimeOffset> Lease(string name, TimeSpan every, CancellationToken ct)
    {
        await using var turn = await storage.Turn(ct);
        await using var command = turn.Command(
            """
            insert into job (name, owner, until) values (@name, @owner, @until)
            on conflict (name) do update set owner = @owner, until = @until where job.owner = @owner or job.until < @now
            """);
        command.With("name", name).With("owner", node).With("until", (clock.Now + every + Term).UtcDateTime).With("now", clock.Now.UtcDateTime);
        var isMine = await command.ExecuteNonQueryAsync(ct) is 1;
        await turn.Commit();
        return isMine ? clock.Now + Term : DateTimeOffset.MinValue;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed; it runs again at its next turn: {Place}")]
    private partial void LogFailed(string job, string place);
}

internal sealed record JobKind(Type Type);
