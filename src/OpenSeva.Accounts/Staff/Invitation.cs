using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Staff;

internal sealed record StaffInvited(Guid StaffId, Guid InvitationId, DateTimeOffset At) : IEvent;

internal sealed record PasskeyEnrolled(Guid StaffId, Guid PasskeyId, DateTimeOffset At) : IEvent;

/// <summary>A link that lets one staff member make one passkey. It replaces whatever passkey there was: losing one means proving oneself again.</summary>
internal sealed class Invitation : Entity
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(72);

    public Guid StaffId { get; private init; }
    public byte[] SecretHash { get; private init; } = [];

    /// <summary>How the inviting administrator made sure who this is: document seen, called back on the office's line.</summary>
    public string Seen { get; private init; } = "";
    public Guid? MadeBy { get; private init; }
    public DateTimeOffset MadeAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset? UsedAt { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }

    private Invitation() { }

    public override string Stream => $"account/{StaffId:N}";

    public static (Invitation Invitation, string Secret) Make(Guid staff, string seen, Guid? by, DateTimeOffset now)
    {
        var (secret, hash) = Secret.New();
        var invitation = new Invitation { StaffId = staff, SecretHash = hash, Seen = seen, MadeBy = by, MadeAt = now, ExpiresAt = now + Life };
        invitation.Raise(new StaffInvited(staff, invitation.Id, now));
        return (invitation, secret);
    }

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && WithdrawnAt is null && now < ExpiresAt;

    public void Use(Guid passkey, DateTimeOffset now)
    {
        if (!IsOpen(now)) throw new Refusal("accounts.invitation-over");
        UsedAt = now;
        Raise(new PasskeyEnrolled(StaffId, passkey, now));
    }

    public void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;
}
