using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Grants;

internal enum GrantState { Asked, Active, Refused, Ended }

internal sealed record GrantMoved(Guid GrantId, Guid StaffId, string Power, string State, DateTimeOffset At) : IEvent;

/// <summary>A power beyond the post. One administrator asks for it, another decides: nobody makes an administrator alone (ASVS 2.3.5).</summary>
internal sealed class StaffGrant : Entity
{
    public static readonly IReadOnlyList<string> Powers = [Grant.Administrator, Grant.DepartmentHead, Grant.Auditor];

    public Guid StaffId { get; private init; }
    public string Power { get; private init; } = "";
    public GrantState State { get; private set; }

    /// <summary>Null: the operator, at the server's own console.</summary>
    public Guid? AskedBy { get; private init; }
    public DateTimeOffset AskedAt { get; private init; }
    public Guid? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? EndedBy { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    private StaffGrant() { }

    public override string Stream => $"account/{StaffId:N}";

    public static StaffGrant Ask(Guid staff, string power, Guid by, DateTimeOffset now)
    {
        if (!Powers.Contains(power)) throw new Refusal("accounts.power-unknown");
        var grant = new StaffGrant { StaffId = staff, Power = power, AskedBy = by, AskedAt = now };
        grant.Raise(new GrantMoved(grant.Id, staff, power, nameof(GrantState.Asked), now));
        return grant;
    }

    /// <summary>By the operator at the console, or in a demonstration: there is nobody yet who could decide.</summary>
    public static StaffGrant Install(Guid staff, string power, DateTimeOffset now)
    {
        var grant = new StaffGrant { StaffId = staff, Power = power, AskedAt = now, DecidedAt = now, State = GrantState.Active };
        grant.Raise(new GrantMoved(grant.Id, staff, power, nameof(GrantState.Active), now));
        return grant;
    }

    public void Decide(bool approve, Guid by, DateTimeOffset now)
    {
        if (State is not GrantState.Asked) throw new Refusal("accounts.grant-decided");
        if (by == AskedBy || by == StaffId) throw new Refusal("accounts.grant-same-person");
        (State, DecidedBy, DecidedAt) = (approve ? GrantState.Active : GrantState.Refused, by, now);
        Raise(new GrantMoved(Id, StaffId, Power, State.ToString(), now));
    }

    public void End(Guid by, DateTimeOffset now)
    {
        if (State is not GrantState.Active) throw new Refusal("accounts.grant-decided");
        (State, EndedBy, EndedAt) = (GrantState.Ended, by, now);
        Raise(new GrantMoved(Id, StaffId, Power, State.ToString(), now));
    }
}
