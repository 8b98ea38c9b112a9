using OpenSeva.Kernel;

namespace OpenSeva.Contracts.Desk;

/// <summary>What waits for whom, since when, until when. Called inside a command: the item commits with its cause.</summary>
public interface IDesk
{
    /// <returns>The item's id.</returns>
    Task<Guid> Place(NewItem item, CancellationToken ct);

    /// <summary>Hands an item to another post. Exactly one holder at every instant.</summary>
    Task Move(Guid itemId, Guid toPost, string stage, DateTimeOffset? dueAt, CancellationToken ct);

    /// <summary>The due instant changed (pause, resume, late holiday); null while the clock stands still.</summary>
    Task Redate(Guid itemId, DateTimeOffset? dueAt, CancellationToken ct);

    /// <summary>The post that handed the item on takes it back, as long as its new holder has not opened it.</summary>
    /// <exception cref="Refusal">desk.already-opened, desk.not-handed-on-by-you</exception>
    Task Pull(Guid itemId, Guid toPost, string stage, DateTimeOffset? dueAt, CancellationToken ct);

    /// <summary>
    /// A post takes over an item that waits for a colleague: same office, and the role its room asks for, else a role in
    /// common. The room the item belongs to is told through <see cref="IClaimed"/> in the same command.
    /// </summary>
    /// <exception cref="Refusal">request.not-found: it waits in another office; desk.not-your-role, desk.already-yours, desk.not-claimable</exception>
    Task Claim(Guid itemId, Guid byPost, CancellationToken ct);

    Task Close(Guid itemId, CancellationToken ct);

    /// <summary>The record of a thing is destroyed: its closed items keep their number and their movements, and name nobody any more.</summary>
    /// <exception cref="Refusal">desk.still-open: an item of it waits on a desk.</exception>
    Task Forget(Guid reference, CancellationToken ct);

    Task<ItemCard?> Find(Guid itemId, CancellationToken ct);

    /// <summary>Open and closed items of one thing, oldest first.</summary>
    Task<IReadOnlyList<ItemCard>> Of(Guid reference, CancellationToken ct);

    /// <summary>Who held it from when to when, oldest first.</summary>
    Task<IReadOnlyList<MovementCard>> Movements(Guid reference, CancellationToken ct);

    /// <summary>What waits next at a post, in the order of its inbox; behind the last it begins again at the top.</summary>
    /// <param name="after">The place just dealt with, as <see cref="ItemCard.Place"/> gave it; null begins at the top.</param>
    /// <param name="but">The thing just dealt with: it may still lie there.</param>
    Task<WaitingCard?> Next(Guid postId, string? after, Guid but, CancellationToken ct);

    /// <summary>A message came for the item's holder: the inbox says so until the holder opens it.</summary>
    Task Written(Guid itemId, CancellationToken ct);

    /// <summary>Notes that the holder opened the item: the first time, and after a message; other calls change nothing.</summary>
    Task Opened(Guid reference, Guid postId, CancellationToken ct);
}

/// <param name="Kind">application, clearance … what the thing is to its holder.</param>
/// <param name="Reference">Id of the thing that waits, for example the case.</param>
/// <param name="Stream">Journal stream of the thing.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Title">Whom it is about, for the inbox line.</param>
/// <param name="Path">Page that opens it.</param>
public sealed record NewItem(
    string Kind, Guid Reference, string Stream, string Number, string Title, string Service, string Department,
    Guid OfficeId, Guid PostId, string Stage, DateTimeOffset? DueAt, string Path);

public sealed record ItemCard(
    Guid Id, string Kind, Guid Reference, string Number, string Stage, Guid PostId, Guid OfficeId,
    DateTimeOffset Since, DateTimeOffset? DueAt, DateTimeOffset? OpenedAt, DateTimeOffset? ClosedAt)
{
    /// <summary>Its place in the inbox: where <see cref="IDesk.Next"/> goes on.</summary>
    public string? Place { get; init; }

    /// <summary>When somebody last wrote about it; null once its holder has opened it.</summary>
    public DateTimeOffset? WrittenAt { get; init; }
}

/// <summary>One line of an inbox.</summary>
/// <param name="Path">Page that opens it.</param>
public sealed record WaitingCard(string Number, string Path);

public sealed record MovementCard(Guid ItemId, string Kind, Guid PostId, string Stage, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>An item came to a post's desk (placed or moved there) or left it (closed: <paramref name="ToPost"/> null).</summary>
public sealed record ItemMoved(
    Guid ItemId, string Kind, Guid Reference, string Service, string Department,
    Guid? FromPost, Guid? ToPost, Guid? ToOffice, DateTimeOffset? DueAt, DateTimeOffset At) : IEvent;

/// <summary>The holder opened the item for the first time.</summary>
public sealed record ItemOpened(Guid ItemId, Guid Reference, Guid PostId, DateTimeOffset At) : IEvent;

/// <summary>A room that lets colleagues take over its items. Called inside the claim's command, before it commits.</summary>
public interface IClaimed
{
    /// <param name="kind">As in <see cref="NewItem.Kind"/>.</param>
    bool Knows(string kind);

    /// <summary>
    /// The role a post must carry to take each item over, by the item's id. For an item left out a role in common with the
    /// post it lies with is enough.
    /// </summary>
    Task<IReadOnlyDictionary<Guid, string>> Roles(IReadOnlyCollection<ItemCard> items, CancellationToken ct);

    /// <param name="item">As it was before the claim.</param>
    Task Claimed(ItemCard item, Guid toPost, Guid toOffice, CancellationToken ct);
}

/// <summary>A room that says where its things are now, for a desk that once held them.</summary>
public interface IWhereabouts
{
    /// <param name="kind">As in <see cref="NewItem.Kind"/>.</param>
    bool Knows(string kind);

    /// <returns>By the id of the thing, as <see cref="NewItem.Reference"/> gave it.</returns>
    Task<IReadOnlyDictionary<Guid, Whereabouts>> Of(IReadOnlyCollection<Guid> references, CancellationToken ct);
}

/// <param name="PostId">The desk that holds it; the last one when it is over.</param>
/// <param name="Outcome">How it ended: approved, rejected, withdrawn; null while it waits somewhere.</param>
public sealed record Whereabouts(Guid PostId, string? Outcome);
