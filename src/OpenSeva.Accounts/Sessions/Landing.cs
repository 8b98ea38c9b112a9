using Microsoft.EntityFrameworkCore;
using OpenSeva.Accounts.Grants;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Sessions;

/// <summary>Where a staff member begins: at their desk, at the choice of a post, with the administration, or with the applications to audit.</summary>
/// <param name="Post">The one post of somebody who has one; null when there is none or a choice.</param>
/// <param name="Path">The page to go on with.</param>
internal sealed record Landing(Guid? Post, string Path)
{
    public const string Office = "/office", Choice = "/office/post", Administration = "/admin/directory", Audit = "/office/cases";

    public static async Task<Landing> Of(AccountsDb db, IDirectory directory, Guid staff, DateOnly today, CancellationToken ct)
    {
        var posts = await directory.PostsOf(staff, today, ct);
        if (posts is [var only]) return new(only.PostId, Office);
        if (posts.Count > 0) return new(null, Choice);

        var powers = await db.Grants.Where(row => row.StaffId == staff && row.State == GrantState.Active).Select(row => row.Power).ToListAsync(ct);
        return new(null, powers.Contains(Grant.Administrator) ? Administration : powers.Contains(Grant.Auditor) ? Audit : Choice);
    }
}
