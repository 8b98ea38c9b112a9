using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Desk;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Desk;

/// <summary>Which part of the inbox is asked for.</summary>
/// <param name="Scope">mine: what waits at the post acted from. office: what waits at the colleagues' desks of its office. passed: what the post sent on or decided.</param>
/// <param name="Q">Words that all must stand in number or title.</param>
/// <param name="After">Where the page before ended.</param>
public sealed record InboxQuery(
    string? Scope = null, string? Q = null, string? After = null, int Size = 25)
{
    public const string Mine = "mine", Office = "office", Passed = "passed";
}

/// <summary>What waits for a post, what is due first on top; without a limit comes last.</summary>
public sealed class ReadInbox
{
    /// <summary>Counting stops here: nobody reads further, and a number must not cost more than the page.</summary>
    public const int MostCounted = 1000;

    private static readonly Expression<Func<Item, InboxLine>> line = item => new InboxLine(
        item.Id, item.Kind, item.Number, item.Title, item.Service, item.Stage, item.PostId, item.Since, item.DueAt, item.OpenedAt, item.Path) { WrittenAt = item.WrittenAt };

    // The beginning of one's own inbox is what offices open all day: it is thought through once, like an OftenAsked.
    private static readonly Func<DeskDb, Guid, int, IAsyncEnumerable<InboxLine>> firstOwn = EF.CompileAsyncQuery((DeskDb db, Guid post, int size) => db.Items
        .Where(item => item.PostId == post && item.ClosedAt == null).OrderBy(item => item.DueOrder).ThenBy(item => item.Id).Take(size).Select(line));

    // Counted in the index alone, each by itself: grouped in one question, the database sorts what it counts.
    private static readonly Func<DeskDb, Guid, CancellationToken, Task<int>> waitingOwn = EF.CompileAsyncQuery((DeskDb db, Guid post, CancellationToken ct) => db.Items
        .Where(item => item.PostId == post && item.ClosedAt == null).OrderBy(item => item.DueOrder).Take(MostCounted + 1).Count());

    private static readonly Func<DeskDb, Guid, DateTimeOffset, CancellationToken, Task<int>> lateOwn = EF.CompileAsyncQuery((DeskDb db, Guid post, DateTimeOffset now, CancellationToken ct) => db.Items
        .Where(item => item.PostId == post && item.ClosedAt == null && item.DueOrder < now).OrderBy(item => item.DueOrder).Take(MostCounted + 1).Count());

    private static readonly Func<DeskDb, Guid, Guid, CancellationToken, Task<int>> waitingOffice = EF.CompileAsyncQuery((DeskDb db, Guid office, Guid but, CancellationToken ct) => db.Items
        .Where(item => item.OfficeId == office && item.PostId != but && item.ClosedAt == null).OrderBy(item => item.DueOrder).Take(MostCounted + 1).Count());

    private static readonly Func<DeskDb, Guid, Guid, DateTimeOffset, CancellationToken, Task<int>> lateOffice = EF.CompileAsyncQuery((DeskDb db, Guid office, Guid but, DateTimeOffset now, CancellationToken ct) => db.Items
        .Where(item => item.OfficeId == office && item.PostId != but && item.ClosedAt == null && item.DueOrder < now).OrderBy(item => item.DueOrder).Take(MostCounted + 1).Count());

    private readonly DeskDb db;
    private readonly ReadPassed passed;
    private readonly IDirectory directory;
    private readonly IEnumerable<IClaimed> rooms;
    private readonly Acting acting;
    private readonly TimeProvider clock;

    internal ReadInbox(DeskDb db, ReadPassed passed, IDirectory directory, IEnumerable<IClaimed> rooms, Acting acting, TimeProvider clock) =>
        (this.db, this.passed, this.directory, this.rooms, this.acting, this.clock) = (db, passed, directory, rooms, acting, clock);

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/desk/inbox", Get)
        .RequireAuthorization(Policy.Officer)
        .WithTags("Desk")
        .WithSummary("Read what waits for the post acted from or for its office, or what the post sent on");

    private static async Task<Ok<InboxPage>> Get(
        [AllowedValues(null, InboxQuery.Mine, InboxQuery.Office, InboxQuery.Passed)] string? scope, [MaxLength(100)] string? q, [MaxLength(100)] string? after,
        [Range(1, Lists.Most)] int? limit, ReadInbox inbox, CancellationToken ct) =>
        TypedResults.Ok(await inbox.Page(new(scope, q, after, limit ?? 25), ct));

    public async Task<InboxPage> Page(InboxQuery query, CancellationToken ct)
    {
        var post = acting.Actor.Post;
        if (query.Scope is InboxQuery.Passed) return await passed.Page(query, post, ct);

        Guid? office = query.Scope is InboxQuery.Office ? (await directory.Post(post, clock.Today, ct))?.Office.Id ?? Guid.Empty : null;
        var isBeginning = string.IsNullOrWhiteSpace(query.Q) && string.IsNullOrEmpty(query.After);
        var lines = office is null && isBeginning ? await firstOwn(db, post, query.Size + 1).ToListAsync(ct) : await Lines(query, post, office, ct);
        // What stands on one page needs no counting.
        var (waiting, late) = isBeginning && lines.Count <= query.Size ? (lines.Count, lines.Count(line => line.DueAt < clock.Now)) : await Count(post, office, ct);

        var page = await Claimable(lines.Count > query.Size ? lines[..query.Size] : lines, post, ct);
        var next = lines.Count > query.Size ? new InboxPlace(page[^1].DueAt ?? Item.NoLimit, page[^1].Id).ToString() : null;
        return new InboxPage(page, next, waiting, late);
    }

    private async Task<(int Waiting, int Late)> Count(Guid post, Guid? office, CancellationToken ct) => office is { } of
        ? (await waitingOffice(db, of, post, ct), await lateOffice(db, of, post, clock.Now, ct))
        : (await waitingOwn(db, post, ct), await lateOwn(db, post, clock.Now, ct));

    private async Task<List<InboxLine>> Lines(InboxQuery query, Guid post, Guid? office, CancellationToken ct)
    {
        var open = office is { } of
            ? db.Items.Where(item => item.OfficeId == of && item.PostId != post && item.ClosedAt == null)
            : db.Items.Where(item => item.PostId == post && item.ClosedAt == null);
        var found = Matching(open, query.Q);
        if (InboxPlace.Read(query.After) is { } after) found = after.Behind(found);
        found = found.OrderBy(item => item.DueOrder).ThenBy(item => item.Id).Take(query.Size + 1);
        if (!string.IsNullOrWhiteSpace(query.Q))
        {
            // First what the index alone can answer: a word that few items hold is sought among all of the desk's.
            var hits = await found.Select(item => item.Id).ToListAsync(ct);
            found = db.Items.Where(item => hits.Contains(item.Id)).OrderBy(item => item.DueOrder).ThenBy(item => item.Id);
        }

        return await found.Select(line).ToListAsync(ct);
    }

    private static IQueryable<Item> Matching(IQueryable<Item> open, string? asked) =>
        Search.Words(asked).Aggregate(open, (items, word) => items.Where(item => item.Words.Contains(word)));

    /// <summary>Marks what the post may take over: it carries the role that is asked for, and the room lets it go.</summary>
    private async Task<IReadOnlyList<InboxLine>> Claimable(IReadOnlyList<InboxLine> page, Guid post, CancellationToken ct)
    {
        if (page.All(line => line.PostId == post)) return page;

        var seats = (await directory.Posts([.. page.Select(line => line.PostId).Append(post).Distinct()], clock.Today, ct)).ToDictionary(seat => seat.PostId);
        var roles = await Roles([.. page.Where(line => line.PostId != post).Select(line => line.Id)], ct);
        return [.. page.Select(line => line with
        {
            MayClaim = seats.TryGetValue(post, out var mine) && seats.TryGetValue(line.PostId, out var theirs)
                && mine.MayTake(roles.GetValueOrDefault(line.Id), theirs) && rooms.Any(room => room.Knows(line.Kind)),
        })];
    }

    private async Task<IReadOnlyDictionary<Guid, string>> Roles(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var items = (await db.Items.Where(item => ids.Contains(item.Id)).ToListAsync(ct)).ConvertAll(item => item.Card());
        var roles = new Dictionary<Guid, string>();
        foreach (var room in rooms)
        {
            var known = items.FindAll(item => room.Knows(item.Kind));
            if (known.Count is 0) continue;
            foreach (var (item, role) in await room.Roles(known, ct)) roles[item] = role;
        }

        return roles;
    }
}

/// <param name="Next">Cursor of the next page; null on the last.</param>
/// <param name="Waiting">How many wait; one more than <see cref="ReadInbox.MostCounted"/> means more than that. Of what was sent on none does.</param>
/// <param name="Late">How many of them are past their limit.</param>
public sealed record InboxPage(IReadOnlyList<InboxLine> Items, string? Next, int Waiting, int Late);

/// <param name="PostId">The desk it lies on; the last one of what is over.</param>
/// <param name="OpenedAt">When its holder first opened it; null: not yet.</param>
public sealed record InboxLine(
    Guid Id, string Kind, string Number, string Title, string Service, string Stage, Guid PostId,
    DateTimeOffset Since, DateTimeOffset? DueAt, DateTimeOffset? OpenedAt, string Path)
{
    /// <summary>At a colleague's desk: the post acted from may take it over.</summary>
    public bool MayClaim { get; init; }

    /// <summary>When somebody last wrote about it; null once its holder has opened it.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>When it last left the desk of the post acted from; null for what waits.</summary>
    public DateTimeOffset? PassedAt { get; init; }

    /// <summary>Of what was sent on, how it ended: approved, rejected, withdrawn, closed; null while it waits somewhere.</summary>
    public string? Outcome { get; init; }
}

internal static class InboxWords
{
    /// <summary>The service, and what the item is to its holder where it is not the application itself.</summary>
    /// <param name="services">The services' names by code.</param>
    public static string What(this InboxLine line, IReadOnlyDictionary<string, string> services, Words words)
    {
        var service = services.GetValueOrDefault(line.Service, line.Service);
        var kind = $"desk.kind.{line.Kind}";
        return line.Kind is "application" || !words.Knows(kind) ? service : $"{words[kind]}: {service}";
    }
}
