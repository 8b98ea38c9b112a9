namespace OpenSeva.Accounts.Staff;

/// <summary>What an invitation asks.</summary>
public sealed class InviteForm
{
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Department { get; set; }
    public string? Language { get; set; }
    public string? Seen { get; set; }
}

/// <summary>What an administrator does to one staff member on their page.</summary>
public sealed class StaffForm
{
    public string? Act { get; set; }
    public string? Power { get; set; }

    /// <summary>The version on the page when it was shown: what another administrator changed since is not overwritten.</summary>
    public int? Version { get; set; }
    public string? Seen { get; set; }
}
