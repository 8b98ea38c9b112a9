using Microsoft.AspNetCore.Identity;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Passkeys;

internal sealed record PasskeyDoubted(Guid StaffId, Guid PasskeyId, DateTimeOffset At) : IEvent;

/// <summary>A staff member's key: the private half never leaves their device, this is the public one (W3C WebAuthn, credential record).</summary>
internal sealed class Passkey : Entity
{
    public Guid StaffId { get; private init; }
    public byte[] CredentialId { get; private init; } = [];
    public byte[] PublicKey { get; private init; } = [];
    public byte[] AttestationObject { get; private init; } = [];
    public byte[] ClientDataJson { get; private init; } = [];
    public IReadOnlyList<string> Transports { get; private init; } = [];
    public bool IsBackupEligible { get; private init; }
    public bool IsBackedUp { get; private set; }
    public long SignCount { get; private set; }
    public DateTimeOffset EnrolledAt { get; private init; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The key counted backwards: a copy of it may exist.</summary>
    public DateTimeOffset? DoubtedAt { get; private set; }

    private Passkey() { }

    public override string Stream => $"account/{StaffId:N}";

    public bool IsGood => EndedAt is null && DoubtedAt is null;

    public static Passkey Enrol(Guid staff, UserPasskeyInfo made, DateTimeOffset now) => new()
    {
        StaffId = staff, CredentialId = made.CredentialId, PublicKey = made.PublicKey, AttestationObject = made.AttestationObject, ClientDataJson = made.ClientDataJson,
        Transports = made.Transports ?? [], IsBackupEligible = made.IsBackupEligible, IsBackedUp = made.IsBackedUp, SignCount = made.SignCount, EnrolledAt = now,
    };

    /// <summary>Signed with it. A count that does not grow (where the device counts at all) is the sign of a copy: WebAuthn level 3, 7.2 step 22.</summary>
    /// <returns>False when the key is from now on doubted.</returns>
    public bool Use(UserPasskeyInfo shown, DateTimeOffset now)
    {
        if ((SignCount > 0 || shown.SignCount > 0) && shown.SignCount <= SignCount)
        {
            DoubtedAt = now;
            Raise(new PasskeyDoubted(StaffId, Id, now));
            return false;
        }

        (SignCount, IsBackedUp) = (shown.SignCount, shown.IsBackedUp);
        return true;
    }

    public void End(DateTimeOffset now) => EndedAt ??= now;
}

/// <summary>What a device was asked to sign, kept here and taken away with its first answer: the same answer never opens anything twice.</summary>
internal sealed class Challenge
{
    public byte[] HandleHash { get; init; } = [];

    /// <summary>The invitation it enrols for; null to sign in.</summary>
    public Guid? InvitationId { get; init; }
    public string State { get; init; } = "";
    public DateTimeOffset ExpiresAt { get; init; }
}
