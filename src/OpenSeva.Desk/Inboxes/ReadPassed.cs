using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Desk;
using OpenSeva.Kernel;

namespace OpenSeva.Desk;

/// <summary>What a post has held and sent on or decided, what left it last on top, and where each is now or how it ended.</summary>
internal sealed class ReadPassed(DeskDb db, IEnumerable<IWhereabouts> rooms)
{
    public async Task<InboxPage> Page(InboxQuery query, Guid post, CancellationToken ct)
    {
        // Order, place and words stand in one index; only what is shown is looked up.
        var passed = db.Passed.Where(one => one.PostId == post);
        foreach (var word in Search.Words(query.Q)) passed = passed.Where(one => one.Words.Contains(word));
        if (InboxPlace.Read(query.After) is { } after) passed = Behind(passed, after);
        var found = await passed.OrderByDescending(one => one.At).ThenByDescending(one => one.ItemId).Take(query.Size + 1)
            .Select(one => new InboxPlace(one.At, one.ItemId)).ToListAsync(ct);

        var shown = found.Count > query.Size ? found[..query.Size] : found;
        return new(await Lines(shown, ct), found.Count > query.Size ? shown[^1].ToString() : null, 0, 0);
    }

    private async Task<IReadOnlyList<InboxLine>> Lines(List<InboxPlace> shown, CancellationToken ct)
    {
        var ids = shown.ConvertAll(place => place.Id);
        var items = await db.Items.Where(item => ids.Contains(item.Id)).ToDictionaryAsync(item => item.Id, ct);
        var now = await Whereabouts([.. items.Values], ct);
        return [.. shown.Select(place => Line(items[place.Id], place.At, now.GetValueOrDefault(place.Id)))];
    }

    private static InboxLine Line(Item item, DateTimeOffset passedAt, Whereabouts? now) => new(
        item.Id, item.Kind, item.Number, item.Title, item.Service, item.Stage, now?.PostId ?? item.PostId, item.Since, item.DueAt, item.OpenedAt, item.Path)
    {
        PassedAt = passedAt,
        // Of a thing no room tells about, the item itself says whether it still waits.
        Outcome = now is null ? item.ClosedAt is null ? null : "closed" : now.Outcome,
    };

    private async Task<Dictionary<Guid, Whereabouts>> Whereabouts(IReadOnlyList<Item> items, CancellationToken ct)
    {
        var now = new Dictionary<Guid, Whereabouts>();
        foreach (var room in rooms)
        {
            var known = items.Where(item => room.Knows(item.Kind)).ToList();
            if (known.Count is 0) continue;
            var told = await room.Of([.. known.Select(item => item.Reference).Distinct()], ct);
            foreach (var item in known.Where(item => told.ContainsKey(item.Reference))) now[item.Id] = told[item.Reference];
        }

        return now;
    }

    private static IQueryable<PassedItem> Behind(IQueryable<PassedItem> passed, InboxPlace place)
    {
        var (at, id) = place;
        return passed.Where(one => one.At <= at && (one.At < at || one.ItemId.CompareTo(id) < 0));
    }
}
