using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Accounts.Grants;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Accounts.Staff;

public sealed record StaffStateRequest(bool Active);

/// <summary>Who works here, with which keys; shutting somebody out and letting them back.</summary>
internal sealed partial class ManageStaff(Work work, AccountsDb db, Acting acting, TimeProvider clock, ILogger<ManageStaff> log)
{
    internal sealed record Row(Guid Id, int Version, string Name, string Email, string Department, StaffState State, bool HasPasskey, bool IsDoubted, DateTimeOffset? InvitedUntil) : IVersioned;

    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet("/staff", List).WithSummary("Staff members, by name");
        admin.MapGet("/staff/{id:guid}", Get).WithSummary("One staff member").GivesTag();
        admin.MapPut("/staff/{id:guid}/state", Put).WithSummary("Disable a staff member (every session ends within seconds) or let them back").NeedsMatch();
    }

    private static async Task<Ok<Page<Row>>> List(
        ManageStaff manage, CancellationToken ct, [StringLength(100)] string? find = null, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual) =>
        TypedResults.Ok(await manage.Find(find, after, limit, ct));

    private static async Task<Ok<Row>> Get(Guid id, ManageStaff manage, HttpContext http, CancellationToken ct) =>
        TypedResults.Ok(http.Tagged(await manage.One(id, ct) ?? throw new Refusal("request.not-found")));

    private static async Task<NoContent> Put(Guid id, StaffStateRequest request, HttpContext http, ManageStaff manage, CancellationToken ct)
    {
        http.Tag(await manage.Set(id, request.Active, http.Seen(), ct));
        return TypedResults.NoContent();
    }

    public async Task<Page<Row>> Find(string? text, string? after, int limit, CancellationToken ct)
    {
        var query = db.Staff.AsQueryable();
        if (text?.Trim() is { Length: > 0 } wanted)
        {
            var key = Codes.Contact.Key(wanted);
            query = query.Where(row => row.EmailKey.Contains(key) || row.Name.Contains(wanted) || row.Department == wanted);
        }

        if (Lists.Read(after, 2) is [var name, var last])
        {
            if (!Guid.TryParseExact(last, "N", out var id)) throw Lists.Unknown();
            query = query.Where(row => row.Name.CompareTo(name) > 0 || (row.Name == name && row.Id > id));
        }

        var rows = await Rows(query.OrderBy(row => row.Name).ThenBy(row => row.Id).Take(limit + 1)).ToListAsync(ct);
        return new([.. rows.Take(limit)], rows.Count > limit ? Lists.Cursor(rows[limit - 1].Name, rows[limit - 1].Id.ToString("N")) : null);
    }

    public Task<Row?> One(Guid id, CancellationToken ct) => Rows(db.Staff.Where(row => row.Id == id)).SingleOrDefaultAsync(ct);

    private IQueryable<Row> Rows(IQueryable<StaffMember> staff)
    {
        var now = clock.Now;
        return staff.Select(row => new Row(
            row.Id, row.Version, row.Name, row.Email, row.Department, row.State,
            db.Passkeys.Any(key => key.StaffId == row.Id && key.EndedAt == null && key.DoubtedAt == null),
            db.Passkeys.Any(key => key.StaffId == row.Id && key.EndedAt == null && key.DoubtedAt != null),
            db.Invitations.Where(sent => sent.StaffId == row.Id && sent.UsedAt == null && sent.WithdrawnAt == null && sent.ExpiresAt > now).Max(sent => (DateTimeOffset?)sent.ExpiresAt)));
    }

    /// <returns>The staff member's version from now on.</returns>
    public async Task<int> Set(Guid id, bool active, long? seen, CancellationToken ct)
    {
        acting.MustBeFresh(clock.Now);
        if (id == acting.Actor.Id) throw new Refusal("accounts.staff-self");
        var version = await work.Run(async (AccountsDb db) =>
        {
            var staff = await db.Staff.SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw new Refusal("request.not-found");
            if (seen is { } version && version != staff.Version) throw new Refusal("request.stale");
            if (active)
            {
                staff.Enable(clock.Now);
                return staff.Version + 1;
            }

            // The operator at the console may: there the next administrator is made.
            if (acting.Actor.Kind is not ActorKind.System && await db.Grants.AnyAsync(row => row.StaffId == id && row.Power == Grant.Administrator && row.State == GrantState.Active, ct))
                await db.MustNotBe(id, ct);
            staff.Disable(clock.Now);
            foreach (var session in await db.Sessions.Where(row => row.AccountId == id && row.EndedAt == null).ToListAsync(ct)) session.End(clock.Now);
            foreach (var token in await db.Tokens.Where(row => row.MadeBy == id && row.RevokedAt == null).ToListAsync(ct)) token.Revoke(clock.Now);
            foreach (var sent in await db.Invitations.Where(row => row.StaffId == id && row.UsedAt == null && row.WithdrawnAt == null).ToListAsync(ct)) sent.Withdraw(clock.Now);
            return staff.Version + 1;
        }, ct);
        LogSet(id, active ? "enabled" : "disabled", acting.Actor.Id);
        return version;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Staff {Staff} was {What} by {By}")]
    private partial void LogSet(Guid staff, string what, Guid? by);
}
