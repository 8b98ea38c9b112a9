using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Kernel;
using OpenSeva.Notices.Messages;
using OpenSeva.Notices.Sms;

namespace OpenSeva.Notices.Deliveries;

/// <summary>
/// One round over one channel's queue: sends outside of any transaction, notes each result in one of its own. A crash
/// between the two sends again, under the same id.
/// </summary>
internal sealed partial class SendDeliveries(NoticesDb db, Work work, Secrets secrets, Breakers breakers, TimeProvider clock, ILogger<SendDeliveries> log)
{
    private const int Most = 100;
    private const int AtOnce = 4;
    private static readonly Meter Meter = new("OpenSeva.Notices");
    private static readonly Counter<long> SentCount = Meter.CreateCounter<long>("openseva.notices.sent");
    private static readonly Counter<long> FailedCount = Meter.CreateCounter<long>("openseva.notices.failed");

    public async Task Round(IChannel channel, CancellationToken ct)
    {
        var breaker = breakers.Of(channel.Kind);
        if (!channel.IsConfigured || breaker.Rests(clock.Now)) return;
        var (kind, now) = (channel.Kind, clock.Now);
        var due = await db.Deliveries.Where(d => d.Channel == kind && d.NextAt <= now).OrderBy(d => d.NextAt).ThenBy(d => d.Id)
            .Take(breaker.IsProbing ? 1 : Most).ToListAsync(ct);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (delivery, token) =>
        {
            if (!breaker.Rests(clock.Now)) await One(channel, breaker, delivery, token);
        });
    }

    private async Task One(IChannel channel, Breaker breaker, Delivery delivery, CancellationToken ct)
    {
        var arguments = delivery.Sealed is { } text ? secrets.Open(text) : delivery.Arguments;
        if (arguments is null)
        {
            await Note(delivery.Id, row => row.Failed("sealed with lost keys", forGood: true, clock.Now), ct);
            return;
        }

        var message = channel.Word(delivery, arguments);
        try
        {
            await channel.Send(message, ct);
        }
        catch (NotTakenException refused)
        {
            if (refused.IsAway) breaker.Failed(clock.Now);
            else breaker.Succeeded();
            FailedCount.Add(1, new KeyValuePair<string, object?>("channel", channel.Kind.ToString()));
            LogNotTaken(channel.Kind, delivery.Id, delivery.Attempts + 1, refused.Message);
            await Note(delivery.Id, row => row.Failed(refused.Message, refused.ForGood, clock.Now), ct);
            return;
        }

        breaker.Succeeded();
        SentCount.Add(1, new KeyValuePair<string, object?>("channel", channel.Kind.ToString()));
        // Sent is sent: noted even while the process is asked to stop.
        await Note(delivery.Id, row => row.Sent(channel.Kind is Channel.Sms ? SmsText.Parts(message.Text).Count : 1, clock.Now), CancellationToken.None);
    }

    private Task<bool> Note(Guid id, Action<Delivery> change, CancellationToken ct) => work.Run(async (NoticesDb mine) =>
    {
        var row = await mine.Deliveries.SingleOrDefaultAsync(d => d.Id == id, ct);
        if (row is not { State: DeliveryState.Waiting }) return false;
        change(row);
        return true;
    }, ct);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Channel} did not take delivery {Delivery}, attempt {Attempt}: {Reason}")]
    private partial void LogNotTaken(Channel channel, Guid delivery, int attempt, string reason);
}

/// <summary>Empties the queue of e-mail.</summary>
internal sealed class SendEmail(SendDeliveries send, Email.EmailChannel channel) : IJob
{
    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public Task Run(CancellationToken ct) => send.Round(channel, ct);
}

/// <summary>Empties the queue of text messages; apart from e-mail, so that a company that hangs holds up nothing else.</summary>
internal sealed class SendSms(SendDeliveries send, SmsChannel channel) : IJob
{
    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public Task Run(CancellationToken ct) => send.Round(channel, ct);
}
