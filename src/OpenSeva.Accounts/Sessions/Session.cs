using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Sessions;

internal enum AccountKind { Citizen, Staff }

internal sealed record SignedIn(Guid AccountId, Guid SessionId, AccountKind Kind, DateTimeOffset At) : IEvent;

internal sealed record SessionEnded(Guid AccountId, Guid SessionId, DateTimeOffset At) : IEvent;

internal sealed record PostTaken(Guid StaffId, Guid PostId, DateTimeOffset At) : IEvent;

/// <summary>One browser, let in until it is idle too long, too old, or sent away.</summary>
internal sealed class Session : Entity
{
    public byte[] SecretHash { get; private init; } = [];
    public AccountKind Kind { get; private init; }
    public Guid AccountId { get; private init; }

    /// <summary>The post a staff member acts from here; null until one is chosen.</summary>
    public Guid? PostId { get; private set; }
    public string Device { get; private init; } = "";
    public DateTimeOffset StartedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset? EndedAt { get; private set; }

    private Session() { }

    public override string Stream => $"account/{AccountId:N}";

    /// <summary>A shared phone or a kiosk forgets its citizen within the hour; an office terminal its officer within half of one.</summary>
    public static TimeSpan IdleOf(AccountKind kind) => kind is AccountKind.Staff ? TimeSpan.FromMinutes(30) : TimeSpan.FromHours(1);

    public static (Session Session, string Secret) ForCitizen(Guid citizen, string device, DateTimeOffset now) =>
        Open(AccountKind.Citizen, citizen, null, device, TimeSpan.FromHours(24), now);

    public static (Session Session, string Secret) ForStaff(Guid staff, Guid? post, string device, DateTimeOffset now) =>
        Open(AccountKind.Staff, staff, post, device, TimeSpan.FromHours(12), now);

    private static (Session Session, string Secret) Open(AccountKind kind, Guid account, Guid? post, string device, TimeSpan life, DateTimeOffset now)
    {
        var (secret, hash) = Secret.New();
        var session = new Session { SecretHash = hash, Kind = kind, AccountId = account, PostId = post, Device = device, StartedAt = now, ExpiresAt = now + life };
        session.Raise(new SignedIn(account, session.Id, kind, now));
        return (session, secret);
    }

    public bool IsOpen(DateTimeOffset seenAt, DateTimeOffset now) => EndedAt is null && now < ExpiresAt && now < seenAt + IdleOf(Kind);

    public void ActFrom(Guid post, DateTimeOffset now)
    {
        if (PostId == post) return;
        PostId = post;
        Raise(new PostTaken(AccountId, post, now));
    }

    public void End(DateTimeOffset now)
    {
        if (EndedAt is not null) return;
        EndedAt = now;
        Raise(new SessionEnded(AccountId, Id, now));
    }
}

/// <summary>When a session was last used. Beside the session, not in it: being used is no change of the record.</summary>
internal sealed class SessionUse
{
    public Guid SessionId { get; init; }
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>When its owner last proved in the middle of it that it is them; null since signing in.</summary>
    public DateTimeOffset? ProvenAt { get; set; }
}
