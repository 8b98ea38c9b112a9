using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <summary>One line to be written: a entry from a day on, or the end of a thing, or the undoing of an earlier line.</summary>
internal sealed record Line(string Subject, DateOnly On, Entry? Entry, Guid? Undoes)
{
    public static Line State(Entry entry, DateOnly on) => new(entry.Subject, on, entry, null);

    public static Line Cease(string subject, DateOnly on) => new(subject, on, null, null);

    public static Line Undo(Change undone) => new(undone.Subject, undone.EffectiveOn, null, undone.Id);
}

/// <summary>What was written into the book of orders.</summary>
/// <param name="Id">The line, for an undo.</param>
/// <param name="Number">The line's number, the ETag of its subject from now on.</param>
/// <param name="Subject">What it is about: kind and key.</param>
public sealed record Recorded(Guid Id, long Number, string Subject)
{
    internal Guid Key => Guid.Parse(Subject[(Subject.IndexOf('/', StringComparison.Ordinal) + 1)..]);
}

/// <summary>
/// Writes lines into the book of orders. The first number is drawn before the book is read: its lock lets one command
/// write at a time, so what is checked is what will stand.
/// </summary>
internal sealed class Register(Work work, LiveDirectory live)
{
    /// <param name="reason">The order or the words that justify the change.</param>
    /// <param name="order">Looks at the book as it stands and says what to write; a <see cref="Refusal"/> leaves it untouched.</param>
    public async Task<Recorded> Write(string reason, Func<Book, IEnumerable<Line>> order, CancellationToken ct)
    {
        var last = await work.Run((RegisterPen pen) => pen.Write(reason, order, ct), ct);
        live.Expire();
        return last;
    }

    /// <summary>Says what holds of one thing from a day on; refused when somebody wrote about it since it was looked at.</summary>
    /// <param name="seen">Number of the newest line about it when it was looked at; 0 when it was to be new; null does not say.</param>
    /// <param name="mustBe">It has to be there already.</param>
    public Task<Recorded> Keep(string reason, Line line, long? seen, CancellationToken ct, bool mustBe = false) => Write(
        reason,
        book =>
        {
            if (mustBe && book.Ever(line.Subject) is null) throw new Refusal("request.not-found");
            book.Expect(line.Subject, seen);
            return [line];
        },
        ct);
}

/// <summary>The pen of one command.</summary>
internal sealed class RegisterPen(DirectoryDb db, Numbers numbers, LiveDirectory live, Acting acting, DirectorySettings settings, TimeProvider clock)
{
    private const string Series = "directory";
    private Book? book;

    /// <param name="confirmed">Two administrators stand behind it.</param>
    public async Task<Recorded> Write(string reason, Func<Book, IEnumerable<Line>> order, CancellationToken ct, bool confirmed = false)
    {
        var first = await Draw(reason, ct);
        var standing = book ?? await Read(ct);
        var written = new List<Change>();
        foreach (var line in order(standing))
            written.Add(Change.From(line, written.Count is 0 ? first : await Draw(reason, ct), standing));

        book = standing.With(written);
        Consistency.Check(book, written.Min(line => line.EffectiveOn));
        if (acting.Actor.Id is { } me)
        {
            OwnReach.Check(standing, book, me, written.Min(line => line.EffectiveOn));
            if (settings.TwoAdministrators && !confirmed) SecondHand.Check(standing, book, written);
        }

        db.Changes.AddRange(written);
        return new(written[^1].Id, written[^1].Number, written[^1].Subject);
    }

    /// <summary>Refuses what could not be written today either, and writes nothing.</summary>
    public async Task Try(string reason, Func<Book, IEnumerable<Line>> order, CancellationToken ct)
    {
        var standing = await Read(ct);
        var lines = order(standing).Select((line, i) =>
            Change.From(line, new(Guid.CreateVersion7(), standing.Number + 1 + i, reason, acting.Actor.Id, clock.Now), standing)).ToList();
        Consistency.Check(standing.With(lines), lines.Min(line => line.EffectiveOn));
    }

    private async Task<Ordered> Draw(string reason, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        return new(id, await numbers.Draw(Series, id, ct), reason, acting.Actor.Id, clock.Now);
    }

    private async Task<Book> Read(CancellationToken ct)
    {
        var known = live.Known;
        return known.With(await db.Changes.AsNoTracking().Where(change => change.Number > known.Number).ToListAsync(ct));
    }
}
