using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Codes;

/// <summary>What somebody is proving addresses for.</summary>
internal enum Purpose { Register, SignIn, ChangeEmail, ChangeMobile, Recover }

/// <summary>Which address a code goes to: the one named or held, or the new one it is exchanged for.</summary>
internal enum Slot { Email, Mobile, NewEmail, NewMobile }

/// <summary>Somebody asked for codes; they are sent after the commit, so that asking takes as long whether the account exists or not.</summary>
internal sealed record CodesAsked(Guid ProofId, int Round) : IEvent;

/// <summary>One step half done: codes are on their way, and whoever holds the ticket and reads the codes may finish it, once.</summary>
[Unjournaled]
internal sealed class Proof : Entity
{
    public const int MostRounds = 3;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    public Purpose Purpose { get; private init; }
    public byte[] TicketHash { get; private init; } = [];
    public Guid? CitizenId { get; private init; }
    public string? Name { get; private init; }
    public string? Email { get; private init; }
    public string? Mobile { get; private init; }
    public string Language { get; private init; } = Languages.Default;
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset AskedAt { get; private set; }
    public int Rounds { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>The administrator who gives an account back, and how they made sure of the person.</summary>
    public Guid? AskedBy { get; private init; }
    public string? Seen { get; private init; }

    private Proof() { }

    public override string Stream => $"proof/{Id:N}";

    /// <summary>The address limits are counted for: what was typed, whether anybody is known under it or not.</summary>
    public string Whom => CitizenId?.ToString("N") ?? (Email is null ? Mobile! : Contact.Key(Email));

    public IReadOnlyList<Slot> Slots => Purpose switch
    {
        Purpose.Register or Purpose.Recover => [Slot.Email, Slot.Mobile],
        Purpose.ChangeEmail => [Slot.Email, Slot.NewEmail],
        Purpose.ChangeMobile => [Slot.Mobile, Slot.NewMobile],
        _ => Email is null ? [Slot.Mobile] : [Slot.Email],
    };

    public static (Proof Proof, string Ticket) ToRegister(string name, string email, string mobile, string language, DateTimeOffset now) =>
        Begin(Purpose.Register, null, name, email, mobile, language, now);

    public static (Proof Proof, string Ticket) ToSignIn(string? email, string? mobile, string language, DateTimeOffset now) =>
        Begin(Purpose.SignIn, null, null, email, mobile, language, now);

    public static (Proof Proof, string Ticket) ToChange(Guid citizenId, string? newEmail, string? newMobile, string language, DateTimeOffset now) =>
        Begin(newEmail is null ? Purpose.ChangeMobile : Purpose.ChangeEmail, citizenId, null, newEmail, newMobile, language, now);

    public static (Proof Proof, string Ticket) ToRecover(Guid citizenId, Guid by, string seen, string email, string mobile, string language, DateTimeOffset now) =>
        Begin(Purpose.Recover, citizenId, null, email, mobile, language, now, by, seen);

    private static (Proof Proof, string Ticket) Begin(
        Purpose purpose, Guid? citizen, string? name, string? email, string? mobile, string language, DateTimeOffset now, Guid? by = null, string? seen = null)
    {
        var (ticket, hash) = Secret.New();
        var proof = new Proof
        {
            Purpose = purpose, TicketHash = hash, CitizenId = citizen, Name = name, Email = email, Mobile = mobile,
            Language = language, ExpiresAt = now + Life, AskedBy = by, Seen = seen,
        };
        proof.Ask(now);
        return (proof, ticket);
    }

    public bool IsOpen(DateTimeOffset now) => DoneAt is null && ExpiresAt > now;

    public void AskAgain(DateTimeOffset now)
    {
        if (!IsOpen(now)) throw new Refusal("accounts.step-over");
        if (Rounds >= MostRounds || now < AskedAt + Pause) throw new Refusal("request.too-many");
        Ask(now);
    }

    private void Ask(DateTimeOffset now)
    {
        (AskedAt, Rounds) = (now, Rounds + 1);
        Raise(new CodesAsked(Id, Rounds));
    }
}
