using OpenSeva.Contracts.Notices;
using OpenSeva.Kernel;

namespace OpenSeva.Notices.Deliveries;

internal enum Channel { Email, Sms }

/// <summary>How far one message through one channel has come.</summary>
internal enum DeliveryState
{
    Waiting,
    Sent,

    /// <summary>The other side will never take it, or it took too long to matter.</summary>
    GivenUp,

    /// <summary>No channel of its kind is set up here.</summary>
    NoChannel,
}

/// <summary>
/// One message on its way through one channel. Its id is the key under which a gateway may recognise a repetition:
/// sent at least once, told apart by the id.
/// </summary>
[Unjournaled]
internal sealed class Delivery : Entity
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    public override string Stream => $"delivery/{Id:N}";

    public Channel Channel { get; init; }

    public string Address { get; init; } = "";

    public string Template { get; init; } = "";

    public string Language { get; init; } = "";

    /// <summary>The words' arguments; empty while they are sealed.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The arguments of a secret, encrypted; null when there is none, and once it was sent.</summary>
    public string? Sealed { get; private set; }

    public string? Path { get; init; }

    public DeliveryState State { get; private set; }

    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>After this nobody needs it any more.</summary>
    public DateTimeOffset ExpiresAt { get; private init; }

    public DateTimeOffset? NextAt { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>Why the last try did not succeed, without personal values.</summary>
    public string? Problem { get; private set; }

    /// <summary>How many text messages it is charged as.</summary>
    public int Segments { get; private set; }

    private Delivery()
    {
    }

    public static Delivery Queue(Channel channel, string address, Notice notice, string language, string? sealedArguments, TimeSpan holdsFor, bool hasChannel, DateTimeOffset now) => new()
    {
        Channel = channel, Address = address, Template = notice.Template, Language = language, Path = notice.Path,
        Arguments = sealedArguments is null ? notice.Values : [], Sealed = sealedArguments,
        QueuedAt = now, ExpiresAt = now + holdsFor,
        State = hasChannel ? DeliveryState.Waiting : DeliveryState.NoChannel, NextAt = hasChannel ? now : null,
    };

    public void Sent(int segments, DateTimeOffset now)
    {
        (State, SettledAt, NextAt, Problem, Segments) = (DeliveryState.Sent, now, null, null, segments);
        Attempts++;
        Forget();
    }

    /// <summary>Tried again after a pause that grows; given up when nobody needs it any more.</summary>
    public void Failed(string problem, bool forGood, DateTimeOffset now)
    {
        Attempts++;
        Problem = problem;
        if (forGood || now >= ExpiresAt)
        {
            GiveUp(now);
            return;
        }

        var pause = TimeSpan.FromSeconds(5 * Math.Pow(2, Math.Min(Attempts, 16)));
        NextAt = now + (pause < LongestPause ? pause : LongestPause);
    }

    /// <summary>A secret is kept no longer than it holds, sent or not.</summary>
    public void Expire(DateTimeOffset now)
    {
        if (State is DeliveryState.Waiting) GiveUp(now);
        Forget();
    }

    private void GiveUp(DateTimeOffset now)
    {
        (State, SettledAt, NextAt) = (DeliveryState.GivenUp, now, null);
        Forget();
    }

    private void Forget() => Sealed = null;
}
