using System.Collections.Concurrent;

namespace OpenSeva.Notices.Deliveries;

/// <summary>
/// Lets a channel rest that hangs or fails: after three failures in a row nothing is tried for half a minute, then one
/// message; each failure of that one doubles the rest, up to ten minutes.
/// </summary>
internal sealed class Breaker
{
    private const int Patience = 3;
    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);
    private readonly Lock turn = new();
    private int failures;

    /// <summary>Nothing is tried before; past or null when the channel is awake.</summary>
    public DateTimeOffset? RestsUntil { get; private set; }

    /// <summary>True while only one message may be tried.</summary>
    public bool IsProbing => failures >= Patience;

    public bool Rests(DateTimeOffset now) => RestsUntil > now;

    public void Succeeded()
    {
        lock (turn) (failures, RestsUntil) = (0, null);
    }

    public void Failed(DateTimeOffset now)
    {
        lock (turn)
        {
            failures++;
            if (failures < Patience) return;
            var rest = FirstRest * Math.Pow(2, Math.Min(failures - Patience, 10));
            RestsUntil = now + (rest < LongestRest ? rest : LongestRest);
        }
    }
}

/// <summary>One breaker per channel, for the life of the process.</summary>
internal sealed class Breakers
{
    private readonly ConcurrentDictionary<Channel, Breaker> all = new();

    public Breaker Of(Channel channel) => all.GetOrAdd(channel, _ => new());
}
