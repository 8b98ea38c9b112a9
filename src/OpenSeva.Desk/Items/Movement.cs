using OpenSeva.Kernel;

namespace OpenSeva.Desk;

internal enum MovementKind { Placed, Moved, Claimed, Pulled, Closed }

/// <summary>One step of an item: it came to a desk, or left for good. Never changed and never removed.</summary>
internal sealed class Movement : Entity
{
    public Guid ItemId { get; private init; }
    public string Thread { get; private init; } = "";

    /// <summary>1, 2, 3 … within the item.</summary>
    public int Position { get; private init; }
    public MovementKind Kind { get; private init; }

    /// <summary>The desk it came to; null when it was closed.</summary>
    public Guid? PostId { get; private init; }
    public Guid? OfficeId { get; private init; }
    public string Stage { get; private init; } = "";

    /// <summary>The person who did it; null for the system.</summary>
    public Guid? By { get; private init; }
    public DateTimeOffset At { get; private init; }

    private Movement()
    {
    }

    public override string Stream => Thread;

    public static Movement Of(Item item, int position, MovementKind kind, Guid? post, Guid? office, Guid? by, DateTimeOffset now) => new()
    {
        ItemId = item.Id, Thread = item.Thread, Position = position, Kind = kind, PostId = post, OfficeId = office,
        Stage = item.Stage, By = by, At = now,
    };
}
