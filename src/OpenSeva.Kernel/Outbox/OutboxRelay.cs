using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Kernel.Outbox;

/// <summary>
/// Delivers waiting events on any node: claims some, hands each to its listeners, retries with growing pauses. What
/// happened in one stream is delivered in order, different streams side by side: behind a message that fails, the others
/// of its stream wait. One that has failed <see cref="Patience"/> times (a quarter of an hour) holds up nobody any longer.
/// A listener that takes long keeps its message, and what other streams tell goes by on another lane.
/// </summary>
public sealed partial class OutboxRelay : BackgroundService
{
    private const int Lanes = 2, Most = 64, AtOnce = 4, Patience = 10;
    private const string Unknown = "outbox.unknown-event";
    private const long ClaimRight = 0x6f7574626f78;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);
    private readonly Storage.Storage storage;
    private readonly IServiceScopeFactory scopes;
    private readonly EventNames names;
    private readonly OutboxSignal signal;
    private readonly TimeProvider clock;
    private readonly ILogger<OutboxRelay> log;

    internal OutboxRelay(Storage.Storage storage, IServiceScopeFactory scopes, EventNames names, OutboxSignal signal, TimeProvider clock, ILogger<OutboxRelay> log) =>
        (this.storage, this.scopes, this.names, this.signal, this.clock, this.log) = (storage, scopes, names, signal, clock, log);

    /// <summary>Delivers until nothing is due. Used by the worker, by commands that end, and by tests.</summary>
    /// <returns>How many messages were delivered.</returns>
    public async Task<int> Drain(CancellationToken ct)
    {
        var delivered = 0;
        while (await Claim(ct) is { Count: > 0 } claim)
        {
            var (outcomes, settled) = (new ConcurrentQueue<Outcome>(), 0);
            await Heartbeat.While(stop => DeliverAll(claim, outcomes, stop), Beat, clock, Keep, ct);
            await Settle([.. outcomes.Skip(settled)], [], ct);
            delivered += outcomes.Count(outcome => outcome is { Error: null, IsHeld: false });

            // Most claims are over before the first beat and settled in one commit.
            async Task<bool> Keep()
            {
                Outcome[] ended = [.. outcomes];
                await Settle(ended[settled..], claim.ExceptBy(ended.Select(outcome => outcome.Message.Seq), message => message.Seq), ct);
                settled = ended.Length;
                return true;
            }
        }

        return delivered;
    }

    /// <summary>
    /// At the start of a worker: what another version did not know is tried at once. At the start of the only one: what was
    /// taken and not settled belongs to nobody any more. A message that failed keeps its pause. Should somebody be at work
    /// after all, a message delivered twice has one effect.
    /// </summary>
    internal async Task TakeUp(CancellationToken ct)
    {
        await using var turn = await storage.Turn(ct);
        await using var command = turn.Command(
            $"""
            update outbox set next_at = @now where done_at is null and next_at > @now
            and (error = @unknown{(storage.HasOneWorker ? " or attempts > 0 and error is null" : "")})
            """);
        await command.With("now", clock.Now.UtcDateTime).With("unknown", Unknown).ExecuteNonQueryAsync(ct);
        await turn.Commit();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && !await Tried(TakeUp, stoppingToken))
        {
        }

        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Lane(stoppingToken)));
    }

    private async Task Lane(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await Tried(async stop =>
            {
                await Drain(stop);
                await signal.Wait(Poll, stop);
            }, ct);
        }
    }

    private async Task<bool> Tried(Func<CancellationToken, Task> act, CancellationToken ct)
    {
        try
        {
            await act(ct);
            return true;
        }
        catch (Exception error)
        {
            if (ct.IsCancellationRequested) return false;
            LogStalled(error.GetType().Name);
            await Task.Delay(Poll, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
    }

    // The claim moves the message's next try a lease ahead: if this node dies, another finds it then.
    private async Task<IReadOnlyList<Message>> Claim(CancellationToken ct)
    {
        if (!await AnyDue(ct)) return [];
        await using var turn = await storage.Turn(ct);
        // One node at a time: what another is just taking is not seen yet, and the next of its stream would go ahead.
        if (!await storage.TryLock(turn, ClaimRight, ct)) return [];
        await using var command = turn.Command(
            $"""
            update outbox set attempts = attempts + 1, next_at = @lease
            where seq in (
                select seq from outbox due where due.done_at is null and due.next_at <= @now and not exists (
                    select 1 from outbox before where before.done_at is null and before.next_at > @now
                    and before.stream = due.stream and before.seq < due.seq and before.attempts < @patience)
                order by seq limit @most{storage.SkipLocked})
            returning seq, id, stream, type, payload, attempts
            """);
        command.With("lease", (clock.Now + Lease).UtcDateTime).With("now", clock.Now.UtcDateTime).With("most", Most).With("patience", Patience);
        var messages = new List<Message>();
        await using (var rows = await command.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct))
                messages.Add(new(rows.GetInt64(0), rows.GetValue(1).Guid(), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetInt32(5)));
        }

        await turn.Commit();
        return [.. messages.OrderBy(message => message.Seq)];
    }

    private async Task<bool> AnyDue(CancellationToken ct)
    {
        await using var connection = storage.NewConnection();
        await connection.OpenAsync(ct);
        await using var command = connection.Command("select 1 from outbox where done_at is null and next_at <= @now limit 1");
        command.With("now", clock.Now.UtcDateTime);
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    private Task DeliverAll(IReadOnlyList<Message> claim, ConcurrentQueue<Outcome> outcomes, CancellationToken ct) => Parallel.ForEachAsync(
        claim.GroupBy(message => message.Stream), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
        async (stream, stop) =>
        {
            var failed = false;
            foreach (var message in stream)
            {
                var outcome = failed ? new Outcome(message, IsHeld: true) : new Outcome(message, await Deliver(message, stop));
                failed |= outcome.Error is not null && message.Attempts < Patience;
                outcomes.Enqueue(outcome);
            }
        });

    /// <returns>What went wrong, or null.</returns>
    private async Task<string?> Deliver(Message message, CancellationToken ct)
    {
        if (!names.Knows(message.Type))
        {
            LogUnknown(message.Type, message.Id);
            return Unknown;
        }

        string? error = null;
        foreach (var subscription in names.For(message.Type))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var acting = scope.ServiceProvider.GetRequiredService<Acting>();
                var hash = SHA256.HashData(Encoding.UTF8.GetBytes(message.Payload));
                (acting.Actor, acting.Key) = (Actor.System, new RequestKey($"{subscription.Handler.FullName}/{message.Id:N}", hash));
                var happened = (IEvent)JsonSerializer.Deserialize(message.Payload, subscription.Event, JsonText.Options)!;
                await subscription.Deliver(scope.ServiceProvider, happened, ct);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                error = failure is Refusal refusal ? refusal.Code : Faults.PlaceOf(failure);
                LogFailed(subscription.Handler.Name, message.Id, message.Attempts, error);
            }
        }

        return error;
    }

    // One commit for many. Whoever dies before it has his messages delivered again, which their keys make harmless.
    private async Task Settle(IEnumerable<Outcome> outcomes, IEnumerable<Message> underWay, CancellationToken ct)
    {
        await using var turn = await storage.Turn(ct);
        var batch = new Batch(turn.Connection, turn.Transaction);
        foreach (var (message, error, isHeld) in outcomes.OrderBy(outcome => outcome.Message.Seq))
        {
            if (isHeld)
            {
                // Not tried: due at once, and taken when the one before it has gone.
                batch.Add("update outbox set attempts = attempts - 1, next_at = @at where seq = @seq", ("at", clock.Now.UtcDateTime), ("seq", message.Seq));
                continue;
            }

            if (error is null)
            {
                batch.Add("update outbox set done_at = @at, error = null where seq = @seq", ("at", clock.Now.UtcDateTime), ("seq", message.Seq));
                continue;
            }

            var pause = TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, message.Attempts)));
            batch.Add(
                "update outbox set next_at = @at, error = @error where seq = @seq",
                ("at", (clock.Now + pause).UtcDateTime), ("error", error[..Math.Min(error.Length, 2000)]), ("seq", message.Seq));
        }

        foreach (var message in underWay.OrderBy(message => message.Seq))
            batch.Add("update outbox set next_at = @lease where seq = @seq", ("lease", (clock.Now + Lease).UtcDateTime), ("seq", message.Seq));
        await batch.Run(ct);
        await turn.Commit();
    }

    private sealed record Outcome(Message Message, string? Error = null, bool IsHeld = false);

    private sealed record Message(long Seq, Guid Id, string Stream, string Type, string Payload, int Attempts);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Handler} failed on message {Message}, attempt {Attempt}: {Place}")]
    private partial void LogFailed(string handler, Guid message, int attempt, string place);

    [LoggerMessage(Level = LogLevel.Warning, Message = "This version does not know {Type}; message {Message} waits for one that does")]
    private partial void LogUnknown(string type, Guid message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox stands still: {Kind}")]
    private partial void LogStalled(string kind);
}
