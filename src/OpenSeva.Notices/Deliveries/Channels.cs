namespace OpenSeva.Notices.Deliveries;

/// <summary>A message ready to go, in its words.</summary>
/// <param name="Id">The delivery's id: the same at every repetition.</param>
internal sealed record Outgoing(Guid Id, string Address, string Template, string Language, string Subject, string Text);

/// <summary>Hands messages to the outside: a mail server, a text message company.</summary>
internal interface IChannel
{
    Channel Kind { get; }

    bool IsConfigured { get; }

    /// <summary>The message's words for this channel.</summary>
    Outgoing Word(Delivery delivery, IReadOnlyList<string> arguments);

    /// <exception cref="NotTakenException">The other side refused it, or could not be reached.</exception>
    Task Send(Outgoing message, CancellationToken ct);
}

/// <summary>A message was not taken.</summary>
/// <param name="reason">Without personal values: it is kept and logged.</param>
/// <param name="forGood">Trying again would not help: no such mailbox, refused text.</param>
/// <param name="isAway">The other side itself does not work: the breaker counts it.</param>
internal sealed class NotTakenException(string reason, bool forGood, bool isAway) : Exception(reason)
{
    public bool ForGood { get; } = forGood;

    public bool IsAway { get; } = isAway;
}
