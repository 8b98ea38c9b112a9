using System.ComponentModel.DataAnnotations.Schema;

namespace OpenSeva.Kernel;

/// <summary>Something that happened, in the past tense. Reaches other rooms through the outbox, so it is a record of plain values.</summary>
public interface IEvent;

/// <summary>A row with an identity and rules. Saving it writes its digest into the journal and its events into the outbox.</summary>
public abstract class Entity
{
    private List<IEvent>? raised;

    /// <summary>UUIDv7. Not monotonic within a millisecond: never order by it.</summary>
    public Guid Id { get; protected init; } = Guid.CreateVersion7();

    /// <summary>Starts at 1, grows with every change; the concurrency token, and the ETag of the resource.</summary>
    public int Version { get; internal set; } = 1;

    /// <summary>The journal stream this row belongs to, for example <c>case/0199…</c>: one thread of history.</summary>
    [NotMapped]
    public abstract string Stream { get; }

    internal IReadOnlyList<IEvent> Raised => raised ?? [];

    internal void ForgetRaised() => raised = null;

    /// <summary>The event is written to the outbox in the transaction that saves this row.</summary>
    protected void Raise(IEvent happened) => (raised ??= []).Add(happened);
}

/// <summary>Put on entities that are housekeeping, not record: one-time codes, read models, queues. The journal skips them.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UnjournaledAttribute : Attribute;
