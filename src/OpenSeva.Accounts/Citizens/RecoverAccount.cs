using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenSeva.Accounts.Codes;
using OpenSeva.Accounts.Staff;
using OpenSeva.Contracts.Notices;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Citizens;

/// <param name="Known">The e-mail address or mobile number the account is known by, both of which are lost.</param>
/// <param name="Name">As it stands on the identity document that was shown, and in the account.</param>
/// <param name="Email">The new address.</param>
/// <param name="Mobile">The new number.</param>
/// <param name="Seen">How the person's identity was made sure of, by reference.</param>
public sealed record RecoveryRequest(string Known, string Name, string Email, string Mobile, string Seen);

/// <summary>
/// A citizen who has lost both addresses comes in person. An administrator makes sure of them as at a staff member's
/// enrolment; the new addresses are proven by codes as at a registration. Every session ends, the old addresses are told.
/// </summary>
internal sealed partial class RecoverAccount(
    Work work, AccountsDb db, Proving proving, Acting acting, Words words, TimeProvider clock, ILogger<RecoverAccount> log)
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapPost("/recoveries", PostBegin).WithSummary("Begin to give an account back to a citizen who lost both addresses and came in person: codes go to the new ones");
        admin.MapPost("/recoveries/confirmations", PostCodes).WithSummary("Finish giving an account back, with both codes");
    }

    private static async Task<Results<Accepted<StepAnswer>, ValidationProblem>> PostBegin(RecoveryRequest request, HttpContext http, RecoverAccount recover, CancellationToken ct) =>
        recover.Check(request) is { Count: > 0 } errors
            ? Wrong.Problem(errors)
            : TypedResults.Accepted("/api/v1/admin/recoveries/confirmations", new StepAnswer(await recover.Begin(request, Client.Of(http), ct)));

    private static async Task<Results<NoContent, ValidationProblem>> PostCodes(CodesRequest request, HttpContext http, RecoverAccount recover, Words words, CancellationToken ct)
    {
        var wrong = await recover.Finish(request.Ticket, request.EmailCode, request.MobileCode, Client.Of(http), ct);
        return wrong.Count is 0 ? TypedResults.NoContent() : Wrong.Problem(Wrong.Codes(wrong, words));
    }

    public Dictionary<string, string> Check(RecoveryRequest request)
    {
        var wrong = new Dictionary<string, string>();
        if (Contact.Email(request.Known) is null && Contact.Mobile(request.Known) is null) wrong["known"] = words["accounts.wrong.sign-in-name"];
        if (request.Name?.Trim() is not { Length: >= 2 and <= 100 }) wrong["name"] = words["accounts.wrong.name"];
        if (Contact.Email(request.Email) is null) wrong["email"] = words["accounts.wrong.email"];
        if (Contact.Mobile(request.Mobile) is null) wrong["mobile"] = words["accounts.wrong.mobile"];
        if (!Invite.IsSeen(request.Seen)) wrong["seen"] = words["accounts.wrong.seen"];
        return wrong;
    }

    public async Task<string> Begin(RecoveryRequest request, Client client, CancellationToken ct)
    {
        acting.MustBeFresh(clock.Now);
        var by = acting.Actor.Id!.Value;
        var citizen = await Find(request, ct);
        return await proving.Begin(
            now => Proof.ToRecover(citizen, by, request.Seen.Trim(), Contact.Email(request.Email)!, Contact.Mobile(request.Mobile)!, Languages.Current, now), client, ct);
    }

    /// <returns>Which codes were wrong; empty when the account is theirs again.</returns>
    public async Task<IReadOnlyList<Slot>> Finish(string ticket, string? emailCode, string? mobileCode, Client client, CancellationToken ct)
    {
        var by = acting.Actor.Id!.Value;
        var outcome = await work.Run(async command =>
        {
            var db = command.GetRequiredService<AccountsDb>();
            var hash = Secret.HashOf(ticket);
            if (!await db.Proofs.AsNoTracking().AnyAsync(row => row.TicketHash == hash && row.AskedBy == by, ct)) return new Outcome(Verdict.Over, [], null);
            var given = new Dictionary<Slot, string?> { [Slot.Email] = emailCode, [Slot.Mobile] = mobileCode };
            var judged = await Proving.Judge(command, ticket, Purpose.Recover, given, client, ct);
            return judged is { Verdict: Verdict.Proven, Proof: { } proof } ? await GiveBack(command, proof, ct) : new(judged.Verdict, judged.Wrong, null);
        }, ct);

        if (outcome.Citizen is { } citizen) LogRecovered(citizen, by);
        else LogFailed(by, outcome.Verdict);
        return outcome.Verdict switch
        {
            Verdict.TooMany => throw new Refusal("request.too-many"),
            Verdict.Over => throw new Refusal("accounts.step-over"),
            _ => outcome.Wrong,
        };
    }

    private async Task<Outcome> GiveBack(IServiceProvider command, Proof proof, CancellationToken ct)
    {
        var (db, now, key) = (command.GetRequiredService<AccountsDb>(), clock.Now, Contact.Key(proof.Email!));
        await command.GetRequiredService<Limits>().TakeTurn(key, ct);
        if (await db.Citizens.AnyAsync(row => row.EmailKey == key && row.Id != proof.CitizenId, ct)) return new(Verdict.Over, [], null);

        var citizen = await db.Citizens.SingleAsync(row => row.Id == proof.CitizenId, ct);
        var before = new Recipient(citizen.Id, citizen.Email, citizen.Mobile, citizen.Language);
        citizen.GiveBack(proof.Email!, proof.Mobile!);
        db.Recoveries.Add(Recovery.Note(citizen.Id, proof.AskedBy!.Value, proof.Seen!, now));
        foreach (var open in await db.Sessions.Where(row => row.AccountId == citizen.Id && row.EndedAt == null).ToListAsync(ct)) open.End(now);
        await command.GetRequiredService<INotices>().Send(new(before, "accounts-changed", [citizen.Name], Path: "/account"), ct);
        return new(Verdict.Proven, [], citizen.Id);
    }

    /// <summary>The name decides when a family shares the number, and guards against a slip in the address.</summary>
    private async Task<Guid> Find(RecoveryRequest request, CancellationToken ct)
    {
        var (email, mobile) = (Contact.Email(request.Known), Contact.Mobile(request.Known));
        var key = email is null ? "" : Contact.Key(email);
        var found = await db.Citizens.Where(row => email != null ? row.EmailKey == key : row.Mobile == mobile).Take(50).Select(row => new { row.Id, row.Name }).ToListAsync(ct);
        var named = found.Where(row => string.Equals(row.Name, request.Name.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        return named is [var only] ? only.Id : throw new Refusal("accounts.recovery-nobody");
    }

    private sealed record Outcome(Verdict Verdict, IReadOnlyList<Slot> Wrong, Guid? Citizen);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The account of citizen {Citizen} was given back in person by {By}")]
    private partial void LogRecovered(Guid citizen, Guid by);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An account was not given back by {By}: {Verdict}")]
    private partial void LogFailed(Guid by, Verdict verdict);
}
