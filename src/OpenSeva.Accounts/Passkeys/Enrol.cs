using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenSeva.Accounts.Sessions;
using OpenSeva.Accounts.Staff;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Accounts.Passkeys;

/// <param name="Invitation">The secret at the end of the invitation's link.</param>
public sealed record EnrolChallengeRequest(string Invitation);

public sealed record EnrolRequest(string Invitation, string Challenge, JsonElement Credential);

/// <summary>An invited staff member makes a passkey on their own device. Earlier passkeys and sessions end: who enrols has proven themselves anew.</summary>
internal sealed partial class Enrol(Work work, AccountsDb db, SessionCookie cookie, TimeProvider clock, ILogger<Enrol> log)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/enrolments/challenges", Begin).RequireAuthorization(Policy.Anyone).WithSummary("A challenge for making a passkey, against an invitation");
        api.MapPost("/enrolments", Post).RequireAuthorization(Policy.Anyone).WithSummary("Enrol the passkey just made and sign in");
    }

    private static async Task<Ok<ChallengeAnswer>> Begin(EnrolChallengeRequest request, HttpContext http, Enrol enrol, CancellationToken ct) =>
        TypedResults.Ok(await enrol.Ask(request.Invitation, http, ct));

    private static async Task<Created<PasskeyAnswer>> Post(EnrolRequest request, HttpContext http, Enrol enrol, CancellationToken ct) =>
        TypedResults.Created("/api/v1/account/posts", new PasskeyAnswer(await enrol.Finish(request, http, ct)));

    /// <param name="HasPasskey">The one they have stops working with the new one.</param>
    public sealed record Guest(string Name, bool HasPasskey);

    /// <returns>Who is invited, or null when the link opens nothing any more.</returns>
    public async Task<Guest?> Invited(string secret, CancellationToken ct)
    {
        var hash = Secret.HashOf(secret);
        var found = await db.Invitations.SingleOrDefaultAsync(row => row.SecretHash == hash, ct);
        return found?.IsOpen(clock.Now) is not true ? null
            : await db.Staff.Where(row => row.Id == found.StaffId && row.State == StaffState.Active)
                .Select(row => new Guest(row.Name, db.Passkeys.Any(key => key.StaffId == row.Id && key.EndedAt == null))).SingleOrDefaultAsync(ct);
    }

    public async Task<ChallengeAnswer> Ask(string secret, HttpContext http, CancellationToken ct) =>
        (await work.Run(async (AccountsDb db, Challenges challenges) =>
        {
            var (invitation, staff) = await Open(db, secret, ct);
            return new Asked(await challenges.ToEnrol(invitation, staff, http));
        }, ct)).Answer;

    /// <returns>The page to go on with.</returns>
    public async Task<string> Finish(EnrolRequest request, HttpContext http, CancellationToken ct)
    {
        var outcome = await work.Run(async command => await Judge(command, request, http, ct), ct);
        if (outcome.Session is null)
        {
            LogRefused(outcome.Why ?? "");
            throw new Refusal("accounts.passkey-refused");
        }

        await cookie.Give(http, outcome.Session, ct);
        LogEnrolled(outcome.StaffId);
        return outcome.Next;
    }

    private async Task<Outcome> Judge(IServiceProvider command, EnrolRequest request, HttpContext http, CancellationToken ct)
    {
        var (db, now) = (command.GetRequiredService<AccountsDb>(), clock.Now);
        var asked = await command.GetRequiredService<Challenges>().Take(request.Challenge, ct);
        var (invitation, staff) = await Open(db, request.Invitation, ct);
        if (asked is null || asked.InvitationId != invitation.Id) return new(staff.Id, "challenge unknown, old or used");
        var result = await command.GetRequiredService<IPasskeyHandler<StaffMember>>().PerformAttestationAsync(
            new() { HttpContext = http, CredentialJson = request.Credential.GetRawText(), AttestationState = asked.State });
        if (!result.Succeeded) return new(staff.Id, result.Failure.Message);

        foreach (var old in await db.Passkeys.Where(row => row.StaffId == staff.Id && row.EndedAt == null).ToListAsync(ct)) old.End(now);
        foreach (var open in await db.Sessions.Where(row => row.AccountId == staff.Id && row.EndedAt == null).ToListAsync(ct)) open.End(now);
        var passkey = Passkey.Enrol(staff.Id, result.Passkey, now);
        db.Passkeys.Add(passkey);
        invitation.Use(passkey.Id, now);

        var landing = await Landing.Of(db, command.GetRequiredService<IDirectory>(), staff.Id, clock.Today, ct);
        var (session, secret) = Session.ForStaff(staff.Id, landing.Post, Client.Of(http).Device, now);
        SessionCookie.Keep(db, session);
        return new(staff.Id, null) { Session = secret, Next = landing.Path };
    }

    private async Task<(Invitation Invitation, StaffMember Staff)> Open(AccountsDb db, string secret, CancellationToken ct)
    {
        var hash = Secret.HashOf(secret);
        var invitation = await db.Invitations.SingleOrDefaultAsync(row => row.SecretHash == hash, ct);
        if (invitation?.IsOpen(clock.Now) is not true) throw new Refusal("accounts.invitation-over");
        return (invitation, await db.Staff.SingleOrDefaultAsync(row => row.Id == invitation.StaffId && row.State == StaffState.Active, ct)
            ?? throw new Refusal("accounts.invitation-over"));
    }

    [NeverKept]
    private sealed record Outcome(Guid StaffId, string? Why)
    {
        public string? Session { get; init; }
        public string Next { get; init; } = Landing.Choice;
    }

    [NeverKept]
    private sealed record Asked(ChallengeAnswer Answer);

    [LoggerMessage(Level = LogLevel.Information, Message = "Staff {Staff} enrolled a passkey and signed in")]
    private partial void LogEnrolled(Guid staff);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An enrolment was refused: {Why}")]
    private partial void LogRefused(string why);
}
