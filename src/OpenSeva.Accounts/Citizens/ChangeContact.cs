using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenSeva.Accounts.Codes;
using OpenSeva.Accounts.Sessions;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Notices;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Citizens;

/// <summary>Either a new e-mail address or a new mobile.</summary>
public sealed record ContactRequest(string? Email = null, string? Mobile = null);

public sealed record ContactCodesRequest(string Ticket, string OldCode, string NewCode);

/// <summary>A citizen changes e-mail or mobile by proving the old and the new one, so that neither a borrowed phone nor an open session is enough.</summary>
internal sealed partial class ChangeContact(Work work, Proving proving, Acting acting, SessionKeeper keeper, Words words, TimeProvider clock, ILogger<ChangeContact> log)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/contact-changes", PostBegin).RequireAuthorization(Policy.Citizen)
            .WithSummary("Begin to change e-mail or mobile: codes go to the old and to the new one");
        api.MapPost("/contact-changes/confirmations", PostCodes).RequireAuthorization(Policy.Citizen)
            .WithSummary("Finish the change with both codes");
    }

    private static async Task<Results<Accepted<StepAnswer>, ValidationProblem>> PostBegin(ContactRequest request, HttpContext http, ChangeContact change, CancellationToken ct) =>
        change.Check(request) is { Count: > 0 } errors
            ? Wrong.Problem(errors)
            : TypedResults.Accepted("/api/v1/account/contact-changes/confirmations", new StepAnswer(await change.Begin(request, Client.Of(http), ct)));

    private static async Task<Results<NoContent, ValidationProblem>> PostCodes(ContactCodesRequest request, HttpContext http, ChangeContact change, CancellationToken ct)
    {
        var wrong = await change.Finish(request.Ticket, request.OldCode, request.NewCode, http, ct);
        return wrong.Count is 0 ? TypedResults.NoContent() : Wrong.Problem(wrong);
    }

    public Dictionary<string, string> Check(ContactRequest request) => request switch
    {
        { Email: { } email, Mobile: null } => Contact.Email(email) is null ? new() { ["email"] = words["accounts.wrong.email"] } : [],
        { Email: null, Mobile: { } mobile } => Contact.Mobile(mobile) is null ? new() { ["mobile"] = words["accounts.wrong.mobile"] } : [],
        _ => new() { ["email"] = words["accounts.wrong.one-of"] },
    };

    public Task<string> Begin(ContactRequest request, Client client, CancellationToken ct)
    {
        var citizen = acting.Actor.CitizenId;
        return proving.Begin(now => Proof.ToChange(citizen, Contact.Email(request.Email), Contact.Mobile(request.Mobile), Languages.Current, now), client, ct);
    }

    /// <returns>Message by field; empty when the change is done.</returns>
    public async Task<Dictionary<string, string>> Finish(string ticket, string? oldCode, string? newCode, HttpContext http, CancellationToken ct)
    {
        var (me, client, mine) = (acting.Actor.CitizenId, Client.Of(http), http.Features.Get<Visitor>()?.Session);
        var outcome = await work.Run(async command =>
        {
            var db = command.GetRequiredService<AccountsDb>();
            var hash = Secret.HashOf(ticket);
            var purpose = await db.Proofs.AsNoTracking().Where(row => row.TicketHash == hash && row.CitizenId == me).Select(row => (Purpose?)row.Purpose).SingleOrDefaultAsync(ct);
            if (purpose is null) return new Outcome(Verdict.Over, [], []);
            var given = new Dictionary<Slot, string?> { [Slot.Email] = oldCode, [Slot.Mobile] = oldCode, [Slot.NewEmail] = newCode, [Slot.NewMobile] = newCode };
            var judged = await Proving.Judge(command, ticket, purpose.Value, given, client, ct);
            if (judged is not { Verdict: Verdict.Proven, Proof: { } proof }) return new(judged.Verdict, judged.Wrong, []);

            if (proof.Email is { } email)
            {
                var key = Contact.Key(email);
                await command.GetRequiredService<Limits>().TakeTurn(key, ct);
                if (await db.Citizens.AnyAsync(row => row.EmailKey == key && row.Id != me, ct)) return new(Verdict.Over, [], []);
            }

            var citizen = await db.Citizens.SingleAsync(row => row.Id == me, ct);
            var before = new Recipient(me, citizen.Email, citizen.Mobile, citizen.Language);
            citizen.MoveTo(proof.Email, proof.Mobile, clock.Now);
            // Who changes an address may do so because somebody else is in: every other browser is sent away.
            var others = await db.Sessions.Where(row => row.AccountId == me && row.EndedAt == null && row.Id != mine).ToListAsync(ct);
            foreach (var session in others) session.End(clock.Now);
            await command.GetRequiredService<INotices>().Send(new(before, "accounts-changed", [citizen.Name], Path: "/account"), ct);
            return new(Verdict.Proven, [], others.ConvertAll(session => session.SecretHash));
        }, ct);

        foreach (var session in outcome.Ended) keeper.Forget(session);
        if (outcome.Verdict is Verdict.Proven) LogChanged(me);
        else LogFailed(me, outcome.Verdict);
        return outcome.Verdict switch
        {
            Verdict.TooMany => throw new Refusal("request.too-many"),
            Verdict.Over => throw new Refusal("accounts.step-over"),
            _ => outcome.Wrong.ToDictionary(slot => slot is Slot.Email or Slot.Mobile ? "oldCode" : "newCode", _ => words["accounts.wrong.code"]),
        };
    }

    private sealed record Outcome(Verdict Verdict, IReadOnlyList<Slot> Wrong, IReadOnlyList<byte[]> Ended);

    [LoggerMessage(Level = LogLevel.Information, Message = "Citizen {Citizen} changed a contact address")]
    private partial void LogChanged(Guid citizen);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Citizen {Citizen} did not change a contact address: {Verdict}")]
    private partial void LogFailed(Guid citizen, Verdict verdict);
}
