using System.Text;
using OpenSeva.Contracts.Desk;
using OpenSeva.Kernel;

namespace OpenSeva.Desk;

/// <summary>
/// Something that waits for somebody. It lies on exactly one desk from the moment it is placed until it is closed;
/// whose desk that is, is the fold of its movements, kept here so that inboxes can ask.
/// </summary>
internal sealed class Item : Entity
{
    /// <summary>Stands for "no limit" in the order of the inbox: after everything that has one.</summary>
    public static readonly DateTimeOffset NoLimit = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public string Kind { get; private init; } = "";
    public Guid Reference { get; private init; }
    public string Thread { get; private init; } = "";
    public string Number { get; private init; } = "";
    public string Title { get; private set; } = "";

    /// <summary>Number and title as searching sees them.</summary>
    public string Words { get; private set; } = "";
    public string Service { get; private init; } = "";
    public string Department { get; private init; } = "";
    public string Path { get; private init; } = "";
    public Guid PostId { get; private set; }
    public Guid OfficeId { get; private set; }
    public string Stage { get; private set; } = "";
    public int Moves { get; private set; }
    public DateTimeOffset Since { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Place in the inbox: the due instant, or <see cref="NoLimit"/>.</summary>
    public DateTimeOffset DueOrder { get; private set; }
    public DateTimeOffset? OpenedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Somebody wrote about it and its holder has not opened it since.</summary>
    public DateTimeOffset? WrittenAt { get; private set; }

    private Item()
    {
    }

    public override string Stream => Thread;

    public static (Item Item, Movement Movement) Place(NewItem asked, Guid? by, DateTimeOffset now)
    {
        var item = new Item
        {
            Kind = asked.Kind, Reference = asked.Reference, Thread = asked.Stream, Number = asked.Number, Title = asked.Title,
            Words = Search.Fold($"{asked.Number} {asked.Title}"), Service = asked.Service, Department = asked.Department, Path = asked.Path,
        };
        return (item, item.Put(MovementKind.Placed, asked.PostId, asked.OfficeId, asked.Stage, asked.DueAt, by, now));
    }

    public Movement Move(Guid toPost, Guid toOffice, string stage, DateTimeOffset? dueAt, Guid? by, DateTimeOffset now) =>
        Put(MovementKind.Moved, toPost, toOffice, stage, dueAt, by, now);

    /// <param name="last">The latest two movements, newest first.</param>
    public Movement Pull(Guid toPost, Guid toOffice, string stage, DateTimeOffset? dueAt, IReadOnlyList<Movement> last, Guid? by, DateTimeOffset now)
    {
        if (OpenedAt is not null) throw new Refusal("desk.already-opened", Number);
        if (last is not [{ Kind: MovementKind.Moved }, { } before] || before.PostId != toPost) throw new Refusal("desk.not-handed-on-by-you", Number);
        return Put(MovementKind.Pulled, toPost, toOffice, stage, dueAt, by, now);
    }

    /// <param name="hasTheRole">The claiming post carries the role that is asked for.</param>
    public Movement Claim(Guid byPost, Guid itsOffice, bool hasTheRole, Guid? by, DateTimeOffset now)
    {
        // What waits in another office is not there for this one, not even its number.
        if (itsOffice != OfficeId) throw new Refusal("request.not-found");
        if (byPost == PostId) throw new Refusal("desk.already-yours", Number);
        if (!hasTheRole) throw new Refusal("desk.not-your-role", Number);
        return Put(MovementKind.Claimed, byPost, itsOffice, Stage, DueAt, by, now);
    }

    public void Redate(DateTimeOffset? dueAt)
    {
        MustBeOpen();
        (DueAt, DueOrder) = (dueAt, dueAt ?? NoLimit);
    }

    public void Open(DateTimeOffset now)
    {
        MustBeOpen();
        WrittenAt = null;
        if (OpenedAt is not null) return;
        OpenedAt = now;
        Raise(new ItemOpened(Id, Reference, PostId, now));
    }

    /// <summary>A message came for its holder.</summary>
    public void Written(DateTimeOffset now)
    {
        MustBeOpen();
        WrittenAt = now;
    }

    public Movement Close(Guid? by, DateTimeOffset now)
    {
        MustBeOpen();
        ClosedAt = now;
        Raise(new ItemMoved(Id, Kind, Reference, Service, Department, PostId, null, null, DueAt, now));
        return Movement.Of(this, ++Moves, MovementKind.Closed, null, null, by, now);
    }

    /// <summary>Whom it was about goes with the record.</summary>
    public void Forget()
    {
        if (ClosedAt is null) throw new Refusal("desk.still-open", Number);
        (Title, Words) = ("", Search.Fold(Number));
    }

    public ItemCard Card() => new(Id, Kind, Reference, Number, Stage, PostId, OfficeId, Since, DueAt, OpenedAt, ClosedAt)
    {
        Place = new InboxPlace(DueOrder, Id).ToString(),
        WrittenAt = WrittenAt,
    };

    private Movement Put(MovementKind why, Guid post, Guid office, string stage, DateTimeOffset? dueAt, Guid? by, DateTimeOffset now)
    {
        MustBeOpen();
        Guid? from = Moves is 0 ? null : PostId;
        (PostId, OfficeId, Stage, OpenedAt) = (post, office, stage, null);
        if (from != post) Since = now;
        Redate(dueAt);
        Raise(new ItemMoved(Id, Kind, Reference, Service, Department, from, post, office, dueAt, now));
        return Movement.Of(this, ++Moves, why, post, office, by, now);
    }

    private void MustBeOpen()
    {
        if (ClosedAt is not null) throw new Refusal("desk.item-closed", Number);
    }
}

/// <summary>How searching sees words: one Unicode form, small letters, single spaces, and no more than an index holds.</summary>
internal static class Search
{
    private const int Longest = 300;

    /// <summary>The words asked for; all must stand there.</summary>
    public static string[] Words(string? asked) => Fold(asked ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static string Fold(string text)
    {
        var folded = string.Join(' ', text.Normalize(NormalizationForm.FormC).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return folded.Length > Longest ? folded[..Longest] : folded;
    }
}
