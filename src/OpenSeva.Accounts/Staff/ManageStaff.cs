using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Staff;

public sealed record StaffStateRequest(bool Active);

/// <summary>Who works here, with which keys; shutting somebody out and letting them back.</summary>
internal sealed partial class ManageStaff(Work work, AccountsDb db, Acting acting, TimeProvider clock, ILogger<ManageStaff> log)
{
    internal sealed record Row(Guid Id, string Name, string Email, string Department, StaffState State, bool HasPasskey, bool IsDoubted, DateTimeOffset? InvitedUntil);

    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet("/staff", List).WithSummary("Staff members, by name");
        admin.MapPut("/staff/{id:guid}/state", Put).WithSummary("Disable a staff member (every session ends within seconds) or let them back");
    }

    private static async Task<Ok<IReadOnlyList<Row>>> List(ManageStaff manage, CancellationToken ct, string? find = null, string? after = null) =>
        TypedResults.Ok(await manage.Find(find, after, ct));

    private static async Task<NoContent> Put(Guid id, StaffStateRequest request, ManageStaff manage, CancellationToken ct)
    {
        await manage.Set(id, request.Active, ct);
        return TypedResults.NoContent();
    }

    /// <param name="after">Name and id of the last row seen, as <c>name/id</c>.</param>
    /// <returns>Fifty at most.</returns>
    public async Task<IReadOnlyList<Row>> Find(string? text, string? after, CancellationToken ct)
    {
        var query = db.Staff.AsQueryable();
        if (text?.Trim() is { Length: > 0 } wanted)
        {
            var key = Codes.Contact.Key(wanted);
            query = query.Where(row => row.EmailKey.Contains(key) || row.Name.Contains(wanted) || row.Department == wanted);
        }

        if (after?.LastIndexOf('/') is > 0 and var cut)
        {
            var name = after[..cut];
            if (Guid.TryParse(after[(cut + 1)..], out var id)) query = query.Where(row => row.Name.CompareTo(name) > 0 || (row.Name == name && row.Id > id));
        }

        return await Rows(query.OrderBy(row => row.Name).ThenBy(row => row.Id).Take(50)).ToListAsync(ct);
    }

    public Task<Row?> One(Guid id, CancellationToken ct) => Rows(db.Staff.Where(row => row.Id == id)).SingleOrDefaultAsync(ct);

    private IQueryable<Row> Rows(IQueryable<StaffMember> staff)
    {
        var now = clock.Now;
        return staff.Select(row => new Row(
            row.Id, row.Name, row.Email, row.Department, row.State,
            db.Passkeys.Any(key => key.StaffId == row.Id && key.EndedAt == null && key.DoubtedAt == null),
            db.Passkeys.Any(key => key.StaffId == row.Id && key.EndedAt == null && key.DoubtedAt != null),
            db.Invitations.Where(sent => sent.StaffId == row.Id && sent.UsedAt == null && sent.WithdrawnAt == null && sent.ExpiresAt > now).Max(sent => (DateTimeOffset?)sent.ExpiresAt)));
    }

    public async Task Set(Guid id, bool active, CancellationToken ct)
    {
        if (id == acting.Actor.Id) throw new Refusal("accounts.staff-self");
        await work.Run(async (AccountsDb db) =>
        {
            var staff = await db.Staff.SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw new Refusal("request.not-found");
            if (active)
            {
                staff.Enable(clock.Now);
                return true;
            }

            staff.Disable(clock.Now);
            foreach (var session in await db.Sessions.Where(row => row.AccountId == id && row.EndedAt == null).ToListAsync(ct)) session.End(clock.Now);
            foreach (var token in await db.Tokens.Where(row => row.MadeBy == id && row.RevokedAt == null).ToListAsync(ct)) token.Revoke(clock.Now);
            foreach (var sent in await db.Invitations.Where(row => row.StaffId == id && row.UsedAt == null && row.WithdrawnAt == null).ToListAsync(ct)) sent.Withdraw(clock.Now);
            return true;
        }, ct);
        LogSet(id, active ? "enabled" : "disabled", acting.Actor.Id);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Staff {Staff} was {What} by {By}")]
    private partial void LogSet(Guid staff, string what, Guid? by);
}
