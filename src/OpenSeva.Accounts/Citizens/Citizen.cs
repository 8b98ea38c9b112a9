using OpenSeva.Accounts.Codes;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Citizens;

internal sealed record CitizenRegistered(Guid CitizenId, DateTimeOffset At) : IEvent;

internal sealed record ContactChanged(Guid CitizenId, string What, DateTimeOffset At) : IEvent;

/// <summary>A person with one account for every service of the state. Signs in by e-mail; the mobile may be the family's.</summary>
internal sealed class Citizen : Entity
{
    public string Name { get; private set; } = "";
    public string Email { get; private set; } = "";
    public string EmailKey { get; private set; } = "";
    public string Mobile { get; private set; } = "";
    public string Language { get; private set; } = Languages.Default;
    public DateTimeOffset RegisteredAt { get; private init; }

    private Citizen() { }

    public override string Stream => StreamOf(Id);

    public static string StreamOf(Guid id) => $"account/{id:N}";

    /// <param name="id">Fixed for made-up people only.</param>
    public static Citizen Register(string name, string email, string mobile, string language, DateTimeOffset now, Guid? id = null)
    {
        var citizen = new Citizen
        {
            Id = id ?? Guid.CreateVersion7(now), Name = name, Email = email, EmailKey = Contact.Key(email), Mobile = mobile, Language = language, RegisteredAt = now,
        };
        citizen.Raise(new CitizenRegistered(citizen.Id, now));
        return citizen;
    }

    /// <summary>Both the old and the new address were proven just now.</summary>
    public void MoveTo(string? email, string? mobile, DateTimeOffset now)
    {
        if (email is not null) (Email, EmailKey) = (email, Contact.Key(email));
        if (mobile is not null) Mobile = mobile;
        Raise(new ContactChanged(Id, email is null ? "mobile" : "email", now));
    }

    /// <summary>Their person was made sure of, and both new addresses were proven just now; the event is the recovery's.</summary>
    public void GiveBack(string email, string mobile) => (Email, EmailKey, Mobile) = (email, Contact.Key(email), mobile);

    /// <summary>The language in which messages are sent.</summary>
    /// <returns>False when it was that one already.</returns>
    public bool Prefer(string language)
    {
        if (!Languages.Knows(language)) throw new Refusal("accounts.language-unknown");
        if (Language == language) return false;
        Language = language;
        return true;
    }
}
