using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Citizens;

internal sealed record AccountRecovered(Guid CitizenId, Guid By, DateTimeOffset At) : IEvent;

/// <summary>An account given back in person to whom it belongs: who did it, and how they made sure of the person.</summary>
internal sealed class Recovery : Entity
{
    public Guid CitizenId { get; private init; }
    public Guid DoneBy { get; private init; }
    public string Seen { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    private Recovery() { }

    public override string Stream => Citizen.StreamOf(CitizenId);

    public static Recovery Note(Guid citizen, Guid by, string seen, DateTimeOffset now)
    {
        var recovery = new Recovery { CitizenId = citizen, DoneBy = by, Seen = seen, At = now };
        recovery.Raise(new AccountRecovered(citizen, by, now));
        return recovery;
    }
}
