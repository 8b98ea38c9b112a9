using Microsoft.EntityFrameworkCore;
using OpenSeva.Accounts.Grants;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Sessions;

/// <summary>Where a staff member begins: at their desk, at the choice of a post, or with the administration.</summary>
/// <param name="Post">The one post of somebody who has one; null when there is none or a choice.</param>
/// <param name="Path">The page to go on with.</param>
internal sealed record Landing(Guid? Post, string Path)
{
    public const string Office = "/office", Choice = "/office/post", Administration = "/admin/directory";

    public static async Task<Landing> Of(AccountsDb db, IDirectory directory, Guid staff, DateOnly today, CancellationToken ct)
    {
        var posts = await directory.PostsOf(staff, today, ct);
        if (posts is [var only]) return new(only.PostId, Office);
        if (posts.Count > 0) return new(null, Choice);

        var isAdministrator = await db.Grants.AnyAsync(row => row.StaffId == staff && row.Power == Grant.Administrator && row.State == GrantState.Active, ct);
        return new(null, isAdministrator ? Administration : Choice);
    }
}
