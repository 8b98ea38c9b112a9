using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.Decisions;
using OpenSeva.Cases.Drafts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Desk;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.CaseFile;

/// <summary>An officer opens a case: everything to read, and the desk notes the first time.</summary>
internal sealed class OpenCase(CasesDb db, ReadCase read, IDesk desk, DaysLeft left, Work work, Acting acting)
{
    // Thought through once, like an OftenAsked.
    private static readonly Func<CasesDb, string, Guid, Guid, IAsyncEnumerable<EarlierCase>> doubles = EF.CompileAsyncQuery((CasesDb db, string key, Guid id, Guid corrects) => db.Cases
        .Where(one => one.DuplicateKey == key && one.Id != id && one.Id != corrects && one.State != CaseState.Withdrawn)
        .OrderBy(one => one.SubmittedAt).Take(10).Select(one => new EarlierCase(one.Id, one.Number, one.SubmittedAt)));

    public async Task<Opened> Open(Guid id, CancellationToken ct)
    {
        var (view, inHand) = await read.Read(id, ct);
        var items = await Note(id, ct);
        var file = inHand.Case;
        var main = items.FirstOrDefault(item => item.Id == file.ItemId && item.ClosedAt is null);
        return new(view, inHand, await Doubles(file, ct), await Corrected(file, ct), MayPullBack(view, items, acting.Actor),
            items.Any(item => item is { Kind: Submission.DeskKind.Fee, ClosedAt: null } && item.PostId == acting.Actor.PostId))
        {
            DeskDueAt = main?.DueAt,
            DeskDaysLeft = main is null ? null : await left.OfDesk(main.OfficeId, main.DueAt, ct),
        };
    }

    /// <summary>
    /// The holder looks at the case, on the page or over the API: from now on the desk before cannot take it back, and a
    /// message that had come is read. Only such a look writes; every other one finds nothing to note.
    /// </summary>
    public async Task<IReadOnlyList<ItemCard>> Note(Guid id, CancellationToken ct)
    {
        var items = await desk.Of(id, ct);
        if (acting.Actor is { Kind: ActorKind.Staff, PostId: { } post } && items.Any(item => item.PostId == post && item.ClosedAt is null && (item.OpenedAt is null || item.WrittenAt is not null)))
        {
            await work.Run(async (IDesk there) =>
            {
                await there.Opened(id, post, ct);
                return true;
            }, ct);
        }

        return items;
    }

    private async Task<IReadOnlyList<EarlierCase>> Doubles(Case file, CancellationToken ct) =>
        file.DuplicateKey is { } key ? await doubles(db, key, file.Id, file.Corrects ?? Guid.Empty).ToListAsync(ct) : [];

    private async Task<string?> Corrected(Case file, CancellationToken ct) =>
        file.Corrects is { } earlier ? await db.Cases.Where(one => one.Id == earlier).Select(one => one.Number).FirstOrDefaultAsync(ct) : null;

    private static bool MayPullBack(CaseView view, IReadOnlyList<ItemCard> items, Actor actor) =>
        view.State is CaseState.Open && actor.PostId is { } post && view.Holder?.PostId != post
        && view.History is [.., { Kind: "forwarded" or "recommended" or "returned", PostId: { } from }] && from == post
        && items.Any(item => item.Kind is Submission.DeskKind.Application && item.ClosedAt is null && item.OpenedAt is null);

    /// <param name="Duplicates">Other cases with the same answers in the fields the service names.</param>
    /// <param name="Corrects">Number of the case whose certificate this one asks to correct.</param>
    /// <param name="MayNoteFee">The item that tells of a fee taken back waits on the reader's desk.</param>
    internal sealed record Opened(CaseView View, CaseInHand InHand, IReadOnlyList<EarlierCase> Duplicates, string? Corrects, bool MayPullBack, bool MayNoteFee)
    {
        /// <summary>Until when the desk that holds it should be done; null while the clock stands still.</summary>
        public DateTimeOffset? DeskDueAt { get; init; }

        public int? DeskDaysLeft { get; init; }
    }
}
