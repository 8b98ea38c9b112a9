using OpenSeva.Accounts.Codes;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Staff;

internal enum StaffState { Active, Disabled }

internal sealed record StaffAdded(Guid StaffId, DateTimeOffset At) : IEvent;

internal sealed record StaffStateChanged(Guid StaffId, string State, DateTimeOffset At) : IEvent;

/// <summary>A person who works for the government. Signs in with a passkey and acts from the posts the directory says they hold.</summary>
internal sealed class StaffMember : Entity
{
    public string Name { get; private init; } = "";
    public string Email { get; private init; } = "";
    public string EmailKey { get; private init; } = "";
    public string Department { get; private init; } = "";
    public string Language { get; private init; } = Languages.Default;
    public StaffState State { get; private set; }
    public DateTimeOffset AddedAt { get; private init; }

    private StaffMember() { }

    public override string Stream => $"account/{Id:N}";

    /// <param name="id">Fixed for made-up people only.</param>
    public static StaffMember Add(string name, string email, string department, string language, DateTimeOffset now, Guid? id = null)
    {
        var staff = new StaffMember
        {
            Id = id ?? Guid.CreateVersion7(now), Name = name, Email = email, EmailKey = Contact.Key(email), Department = department, Language = language, AddedAt = now,
        };
        staff.Raise(new StaffAdded(staff.Id, now));
        return staff;
    }

    /// <summary>Left the service or is suspended: every session ends within seconds, no passkey opens a new one.</summary>
    public void Disable(DateTimeOffset now) => Become(StaffState.Disabled, now);

    public void Enable(DateTimeOffset now) => Become(StaffState.Active, now);

    private void Become(StaffState state, DateTimeOffset now)
    {
        if (State == state) throw new Refusal("accounts.staff-already-so");
        State = state;
        Raise(new StaffStateChanged(Id, state.ToString(), now));
    }
}
