namespace OpenSeva.Contracts.Accounts;

/// <summary>Who is behind an id. Rooms keep ids and ask here; they never keep contact details.</summary>
public interface IAccounts
{
    Task<CitizenCard?> Citizen(Guid id, CancellationToken ct);

    Task<StaffCard?> Staff(Guid id, CancellationToken ct);

    Task<IReadOnlyDictionary<Guid, string>> StaffNames(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>Whether an active member of staff holds this power (<see cref="Grant"/>) now.</summary>
    Task<bool> HasPower(Guid staff, string power, CancellationToken ct);

    /// <summary>Active staff, by name: to choose whom to seat in a post.</summary>
    /// <param name="department">Only this department's; null for all.</param>
    Task<IReadOnlyList<StaffCard>> StaffOf(string? department, CancellationToken ct);
}

/// <param name="Mobile">Ten digits. Not unique to a person: a family shares one.</param>
public sealed record CitizenCard(Guid Id, string Name, string Email, string Mobile, string Language);

public sealed record StaffCard(Guid Id, string Name, string Department);

/// <summary>Names of the authorisation policies. Every endpoint and page states one; nothing is open by omission.</summary>
public static class Policy
{
    public const string Anyone = "anyone";
    public const string Citizen = "citizen";

    /// <summary>Staff acting from a post.</summary>
    public const string Officer = "officer";

    /// <summary>Any signed-in staff member.</summary>
    public const string Staff = "staff";
    public const string Administrator = "administrator";
    public const string DepartmentHead = "department-head";
    public const string Auditor = "auditor";

    /// <summary>Citizen or staff: the row decides who may see it.</summary>
    public const string SignedIn = "signed-in";
}
