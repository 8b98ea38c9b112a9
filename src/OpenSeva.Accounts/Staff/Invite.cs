using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Accounts.Citizens;
using OpenSeva.Accounts.Codes;
using OpenSeva.Accounts.Grants;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Notices;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Staff;

/// <param name="Seen">How the person's identity was made sure of, by reference: "appointment order 12/2026 and identity card seen".</param>
public sealed record InviteRequest(string Name, string Email, string Department, string Seen, string? Language = null);

public sealed record ReinviteRequest(string Seen);

/// <summary>
/// An administrator lets a staff member in, or lets them in again after a lost passkey. The link goes to the member's
/// own mailbox and is shown to nobody else: an administrator never holds another's way in.
/// </summary>
internal sealed partial class Invite(Work work, Acting acting, Settings settings, Words words, TimeProvider clock, ILogger<Invite> log)
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapPost("/staff", Post).WithSummary("Add a staff member and send the invitation to make a passkey");
        admin.MapPost("/staff/{id:guid}/invitations", PostAgain).WithSummary("Invite again after a lost passkey, having made sure of the person anew");
    }

    private static async Task<Results<Created<AccountAnswer>, ValidationProblem>> Post(InviteRequest request, Invite invite, CancellationToken ct)
    {
        if (invite.Check(request) is { Count: > 0 } errors) return Wrong.Problem(errors);
        var id = await invite.New(request, ct);
        return TypedResults.Created($"/api/v1/admin/staff/{id}", new AccountAnswer(id));
    }

    private static async Task<Results<Accepted, ValidationProblem>> PostAgain(Guid id, ReinviteRequest request, Invite invite, Words words, CancellationToken ct)
    {
        if (!IsSeen(request.Seen)) return Wrong.Problem(new Dictionary<string, string> { ["seen"] = words["accounts.wrong.seen"] });
        await invite.Again(id, request.Seen, ct);
        return TypedResults.Accepted((string?)null);
    }

    public Dictionary<string, string> Check(InviteRequest request)
    {
        var wrong = new Dictionary<string, string>();
        if (request.Name?.Trim() is not { Length: >= 2 and <= 100 }) wrong["name"] = words["accounts.wrong.name"];
        if (Contact.Email(request.Email) is null) wrong["email"] = words["accounts.wrong.email"];
        if (request.Department?.Trim() is not { Length: >= 1 and <= 40 }) wrong["department"] = words["accounts.wrong.department"];
        if (!IsSeen(request.Seen)) wrong["seen"] = words["accounts.wrong.seen"];
        if (request.Language is { } language && !Languages.Knows(language)) wrong["language"] = words["accounts.wrong.language"];
        return wrong;
    }

    public async Task<Guid> New(InviteRequest request, CancellationToken ct)
    {
        acting.MustBeFresh(clock.Now);
        var id = await work.Run(async (AccountsDb db, INotices notices) =>
        {
            var key = Contact.Key(Contact.Email(request.Email)!);
            if (await db.Staff.AnyAsync(row => row.EmailKey == key, ct)) throw new Refusal("accounts.staff-there");
            var staff = StaffMember.Add(request.Name.Trim(), Contact.Email(request.Email)!, request.Department.Trim(), request.Language ?? Languages.Default, clock.Now);
            db.Staff.Add(staff);
            await Send(notices, staff, await Make(db, staff.Id, request.Seen, ct), ct);
            return staff.Id;
        }, ct);
        LogInvited(id, acting.Actor.Id);
        return id;
    }

    public async Task Again(Guid staffId, string seen, CancellationToken ct)
    {
        acting.MustBeFresh(clock.Now);
        if (staffId == acting.Actor.Id) throw new Refusal("accounts.grant-same-person");
        await work.Run(async (AccountsDb db, INotices notices) =>
        {
            var staff = await db.Staff.SingleOrDefaultAsync(row => row.Id == staffId && row.State == StaffState.Active, ct) ?? throw new Refusal("request.not-found");
            await Send(notices, staff, await Make(db, staff.Id, seen, ct), ct);
            return true;
        }, ct);
        LogInvited(staffId, acting.Actor.Id);
    }

    /// <summary>For the operator at the server's console: makes an administrator, new or known, and hands the link over.</summary>
    public async Task<Uri> Administrator(string name, string email, string department, CancellationToken ct)
    {
        var (id, secret) = await work.Run(async (AccountsDb db) =>
        {
            var key = Contact.Key(email);
            var staff = await db.Staff.SingleOrDefaultAsync(row => row.EmailKey == key, ct);
            if (staff is null)
            {
                staff = StaffMember.Add(name, email, department, Languages.Default, clock.Now);
                db.Staff.Add(staff);
            }

            if (!await db.Grants.AnyAsync(row => row.StaffId == staff.Id && row.Power == Grant.Administrator && row.State == GrantState.Active, ct))
                db.Grants.Add(StaffGrant.Install(staff.Id, Grant.Administrator, clock.Now));
            return (staff.Id, await Make(db, staff.Id, "operator at the console", ct));
        }, ct);
        LogInvitedAtConsole(id);
        return Link(secret);
    }

    private async Task<string> Make(AccountsDb db, Guid staff, string seen, CancellationToken ct)
    {
        foreach (var earlier in await db.Invitations.Where(row => row.StaffId == staff && row.UsedAt == null && row.WithdrawnAt == null).ToListAsync(ct)) earlier.Withdraw(clock.Now);
        var (invitation, secret) = Invitation.Make(staff, seen.Trim(), acting.Actor.Id, clock.Now);
        db.Invitations.Add(invitation);
        return secret;
    }

    private Task Send(INotices notices, StaffMember staff, string secret, CancellationToken ct) => notices.Send(
        new(new(null, staff.Email, null, staff.Language), "accounts-invitation", [staff.Name, Link(secret).ToString(), $"{Invitation.Life.TotalHours:0}"], Secret: true, HoldsFor: Invitation.Life), ct);

    private Uri Link(string secret) => new(settings.PublicUrl, $"/office/enrol/{secret}");

    public static bool IsSeen(string? seen) => seen?.Trim() is { Length: >= 5 and <= 300 };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Staff {Staff} was invited to make a passkey by {By}")]
    private partial void LogInvited(Guid staff, Guid? by);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Staff {Staff} was invited at the console to make an administrator's passkey")]
    private partial void LogInvitedAtConsole(Guid staff);
}
