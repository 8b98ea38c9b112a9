using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Desk;

/// <summary>Who may take over what.</summary>
internal static class Taking
{
    /// <param name="role">What the item's room asks for; null when it leaves it to the desks.</param>
    public static bool MayTake(this SeatCard mine, string? role, SeatCard theirs) =>
        role is null ? mine.Roles.Intersect(theirs.Roles).Any() : mine.Roles.Contains(role);
}

/// <summary>What other rooms ask of the desks.</summary>
internal sealed class Desks(DeskDb db, IDirectory directory, IEnumerable<IClaimed> rooms, Acting acting, TimeProvider clock) : IDesk
{
    private static readonly OftenAsked<DeskDb, Guid, Item> itemsOf = new((db, reference) => db.Items.Where(item => item.Reference == reference));

    private static readonly OftenAsked<DeskDb, Guid, Item> itemOf = new((db, id) => db.Items.Where(item => item.Id == id));

    public Task<Guid> Place(NewItem item, CancellationToken ct)
    {
        var (placed, movement) = Item.Place(item, acting.Actor.Id, clock.Now);
        db.AddRange(placed, movement);
        return Task.FromResult(placed.Id);
    }

    public async Task Move(Guid itemId, Guid toPost, string stage, DateTimeOffset? dueAt, CancellationToken ct)
    {
        var item = await Tracked(itemId, ct);
        var from = item.PostId;
        db.Add(item.Move(toPost, (await Seat(toPost, ct)).Office.Id, stage, dueAt, acting.Actor.Id, clock.Now));
        await Left(item, from, ct);
    }

    public async Task Pull(Guid itemId, Guid toPost, string stage, DateTimeOffset? dueAt, CancellationToken ct)
    {
        var item = await Tracked(itemId, ct);
        var last = await db.Movements.Where(movement => movement.ItemId == itemId)
            .OrderByDescending(movement => movement.Position).Take(2).ToListAsync(ct);
        var from = item.PostId;
        db.Add(item.Pull(toPost, (await Seat(toPost, ct)).Office.Id, stage, dueAt, last, acting.Actor.Id, clock.Now));
        await Left(item, from, ct);
    }

    public async Task Claim(Guid itemId, Guid byPost, CancellationToken ct)
    {
        var item = await Tracked(itemId, ct);
        var before = item.Card();
        var (mine, theirs) = (await Seat(byPost, ct), await Seat(item.PostId, ct));
        var room = rooms.FirstOrDefault(room => room.Knows(item.Kind));
        var role = room is null ? null : (await room.Roles([before], ct)).GetValueOrDefault(itemId);
        db.Add(item.Claim(byPost, mine.Office.Id, mine.MayTake(role, theirs), acting.Actor.Id, clock.Now));
        await Left(item, before.PostId, ct);
        if (room is null) throw new Refusal("desk.not-claimable", item.Number);
        await room.Claimed(before, byPost, mine.Office.Id, ct);
    }

    public async Task Redate(Guid itemId, DateTimeOffset? dueAt, CancellationToken ct) => (await Tracked(itemId, ct)).Redate(dueAt);

    public async Task Close(Guid itemId, CancellationToken ct)
    {
        var item = await Tracked(itemId, ct);
        db.Add(item.Close(acting.Actor.Id, clock.Now));
        db.Add(new PassedItem { ItemId = itemId, PostId = item.PostId, At = clock.Now, Words = item.Words });
    }

    public async Task Forget(Guid reference, CancellationToken ct)
    {
        foreach (var item in await db.Items.Where(item => item.Reference == reference).ToListAsync(ct))
        {
            item.Forget();
            var (id, words) = (item.Id, item.Words);
            await db.Passed.Where(passed => passed.ItemId == id).ExecuteUpdateAsync(set => set.SetProperty(passed => passed.Words, words), ct);
        }
    }

    public async Task Written(Guid itemId, CancellationToken ct) => (await Tracked(itemId, ct)).Written(clock.Now);

    public async Task Opened(Guid reference, Guid postId, CancellationToken ct)
    {
        var unopened = await db.Items
            .Where(item => item.Reference == reference && item.PostId == postId && item.ClosedAt == null && (item.OpenedAt == null || item.WrittenAt != null))
            .ToListAsync(ct);
        foreach (var item in unopened) item.Open(clock.Now);
    }

    public async Task<ItemCard?> Find(Guid itemId, CancellationToken ct) => (await db.Items.FindAsync([itemId], ct))?.Card();

    public async Task<IReadOnlyList<ItemCard>> Of(Guid reference, CancellationToken ct)
    {
        var kept = await itemsOf.All(db, reference, ct);
        // Inside a command the query answers with the tracked items; one just placed is known only here.
        var placed = db.Items.Local.Where(item => item.Reference == reference);
        return [.. kept.Union(placed).OrderBy(item => item.Since).ThenBy(item => item.Id).Select(item => item.Card())];
    }

    public async Task<IReadOnlyList<MovementCard>> Movements(Guid reference, CancellationToken ct)
    {
        var items = await db.Items.Where(item => item.Reference == reference).ToListAsync(ct);
        var ids = items.ConvertAll(item => item.Id);
        var movements = await db.Movements.Where(movement => ids.Contains(movement.ItemId)).ToListAsync(ct);
        return
        [
            .. from item in items
               from holding in Holding.Fold(movements.Where(movement => movement.ItemId == item.Id))
               orderby holding.From
               select new MovementCard(item.Id, item.Kind, holding.PostId, holding.Stage, holding.From, holding.Until),
        ];
    }

    public async Task<WaitingCard?> Next(Guid postId, string? after, Guid but, CancellationToken ct)
    {
        var waiting = db.Items.Where(item => item.PostId == postId && item.ClosedAt == null && item.Reference != but);
        return (InboxPlace.Try(after) is { } place ? await First(place.Behind(waiting), ct) : null) ?? await First(waiting, ct);
    }

    /// <summary>The desk it came from finds it under what it sent on; the desk it came back to no more.</summary>
    private async Task Left(Item item, Guid from, CancellationToken ct)
    {
        if (item.PostId == from) return;

        // With its second move it may come to a desk that has held it before.
        if (item.Moves > 2 && await db.Passed.FindAsync([item.Id, item.PostId], ct) is { } back) db.Remove(back);
        db.Add(new PassedItem { ItemId = item.Id, PostId = from, At = clock.Now, Words = item.Words });
    }

    private static Task<WaitingCard?> First(IQueryable<Item> waiting, CancellationToken ct) => waiting
        .OrderBy(item => item.DueOrder).ThenBy(item => item.Id)
        .Select(item => new WaitingCard(item.Number, item.Path)).FirstOrDefaultAsync(ct);

    private async Task<Item> Tracked(Guid itemId, CancellationToken ct) =>
        db.Items.Local.FindEntry(itemId)?.Entity
        ?? await itemOf.First(db, itemId, ct) ?? throw new Refusal("desk.no-such-item");

    private async Task<SeatCard> Seat(Guid post, CancellationToken ct) =>
        await directory.Post(post, clock.Today, ct) ?? throw new Refusal("desk.no-such-post");
}
