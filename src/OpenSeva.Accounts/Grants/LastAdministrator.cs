using Microsoft.EntityFrameworkCore;
using OpenSeva.Accounts.Staff;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Grants;

/// <summary>Somebody must be left who can let others in: an administrator who works here still, not only a power on paper.</summary>
internal static class LastAdministrator
{
    /// <summary>
    /// Before <paramref name="leaving"/> stops being an administrator. Two who end each other's power at once wait for
    /// each other at the rows of all administrators; the second counts what the first has left.
    /// </summary>
    /// <exception cref="Refusal">accounts.grant-last</exception>
    public static async Task MustNotBe(this AccountsDb db, Guid leaving, CancellationToken ct)
    {
        var powers = db.Grants.Where(row => row.Power == Grant.Administrator && row.State == GrantState.Active);
        await powers.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, row => row.State), ct);
        // Those who are let back or shut out meanwhile wait, too: their rows are touched as well.
        await db.Staff.Where(staff => powers.Any(row => row.StaffId == staff.Id)).ExecuteUpdateAsync(set => set.SetProperty(staff => staff.State, staff => staff.State), ct);
        if (!await powers.AnyAsync(row => row.StaffId != leaving && db.Staff.Any(staff => staff.Id == row.StaffId && staff.State == StaffState.Active), ct))
            throw new Refusal("accounts.grant-last");
    }
}
