using System.Collections.Frozen;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <summary>The book of orders as read so far: every line by its subject. Adding lines gives a new book.</summary>
internal sealed class Book
{
    private readonly Dictionary<string, Change[]> lines;
    private readonly FrozenSet<Guid> undone;

    public static readonly Book Empty = new([], 0);

    private Book(Dictionary<string, Change[]> lines, long number)
    {
        (this.lines, Number) = (lines, number);
        undone = Undone(lines.Values);
    }

    /// <summary>Number of the newest line.</summary>
    public long Number { get; }

    public IEnumerable<string> Subjects => lines.Keys;

    public IEnumerable<Change> All => lines.Values.SelectMany(of => of);

    public Book With(IReadOnlyCollection<Change> newer)
    {
        if (newer.Count is 0) return this;
        var more = new Dictionary<string, Change[]>(lines, StringComparer.Ordinal);
        foreach (var group in newer.GroupBy(change => change.Subject))
            more[group.Key] = [.. (more.GetValueOrDefault(group.Key) ?? []).Concat(group).OrderBy(change => change.Number)];
        return new(more, Math.Max(Number, newer.Max(change => change.Number)));
    }

    /// <summary>Every line about a thing, oldest first, undone ones too.</summary>
    public IReadOnlyList<Change> History(string subject) => lines.GetValueOrDefault(subject) ?? [];

    public Change? Find(Guid id) => All.FirstOrDefault(change => change.Id == id);

    public bool IsUndone(Change change) => undone.Contains(change.Id);

    /// <summary>Number of the newest line about a thing; 0 when there is none. Serves as its ETag.</summary>
    public long Version(string subject) => lines.TryGetValue(subject, out var of) ? of[^1].Number : 0;

    /// <summary>Refuses when somebody wrote about the thing since it was looked at, or when what was to be new is there.</summary>
    public void Expect(string subject, long? seen)
    {
        if (seen is 0 && Latest(subject) is not null) throw new Refusal("directory.code-taken", subject[(subject.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        if (seen is { } number and not 0 && number != Version(subject)) throw new Refusal("request.stale");
    }

    /// <summary>What is said about a thing on a day; null when it does not exist then.</summary>
    public Entry? On(string subject, DateOnly day) => Line(subject, day)?.Content;

    /// <summary>What is said about a thing at last, whichever day it begins.</summary>
    public Entry? Latest(string subject) => Line(subject, DateOnly.MaxValue)?.Content;

    /// <summary>The last thing said about it that was not undone, even when it is no more.</summary>
    public Entry? Ever(string subject) => History(subject).LastOrDefault(line => line.Content is not null && !IsUndone(line))?.Content;

    /// <summary>Days from <paramref name="first"/> on when the frame of the directory (units, offices, posts) changes.</summary>
    public IEnumerable<DateOnly> Turns(DateOnly first) => All
        .Where(change => change.EffectiveOn > first && change.Undoes is null && !IsUndone(change) && !Entry.BringsItsDates(change.Subject))
        .Select(change => change.EffectiveOn)
        .Append(first)
        .Distinct();

    // The line with the latest date wins, and of one date the one written last; what brings its own dates goes by writing alone.
    private Change? Line(string subject, DateOnly day)
    {
        var byWriting = Entry.BringsItsDates(subject);
        Change? best = null;
        foreach (var line in History(subject))
        {
            if (line.Undoes is not null || IsUndone(line)) continue;
            if (byWriting || (line.EffectiveOn <= day && !(best?.EffectiveOn > line.EffectiveOn))) best = line;
        }

        return best;
    }

    // An undo counts unless it was itself undone; later lines are settled first.
    private static FrozenSet<Guid> Undone(IEnumerable<Change[]> all)
    {
        var undone = new HashSet<Guid>();
        foreach (var undo in all.SelectMany(of => of).Where(change => change.Undoes is not null).OrderByDescending(change => change.Number))
            if (!undone.Contains(undo.Id)) undone.Add(undo.Undoes!.Value);
        return undone.ToFrozenSet();
    }
}
