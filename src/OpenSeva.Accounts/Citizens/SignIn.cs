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
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Citizens;

/// <param name="Name">The e-mail address, or a mobile number that belongs to one account only.</param>
public sealed record SignInRequest(string Name);

public sealed record SignInCodeRequest(string Ticket, string Code);

public sealed record AgainRequest(string Ticket);

/// <summary>A citizen comes back: a code goes to the address they are known by.</summary>
internal sealed partial class SignIn(Work work, Proving proving, SessionCookie cookie, Words words, TimeProvider clock, ILogger<SignIn> log)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/sessions", PostBegin).RequireAuthorization(Policy.Anyone)
            .WithSummary("Begin to sign in: a one-time code goes to the address, if anybody is known by it. The answer is the same either way.");
        api.MapPost("/sessions/confirmations", PostCode).RequireAuthorization(Policy.Anyone)
            .WithSummary("Finish signing in with the code; the answer carries the session's cookie");
        api.MapPost("/codes", Again).RequireAuthorization(Policy.Anyone)
            .WithSummary("Send the codes of a step again, twice at most and not within half a minute");
    }

    private static async Task<Results<Accepted<StepAnswer>, ValidationProblem>> PostBegin(SignInRequest request, HttpContext http, SignIn signIn, CancellationToken ct) =>
        signIn.Check(request) is { Count: > 0 } errors
            ? Wrong.Problem(errors)
            : TypedResults.Accepted("/api/v1/account/sessions/confirmations", new StepAnswer(await signIn.Begin(request, Client.Of(http), ct)));

    private static async Task<Results<Created<AccountAnswer>, ValidationProblem>> PostCode(SignInCodeRequest request, HttpContext http, SignIn signIn, Words words, CancellationToken ct)
    {
        var opened = await signIn.Finish(request.Ticket, request.Code, http, ct);
        return opened.CitizenId is { } id ? TypedResults.Created("/api/v1/account", new AccountAnswer(id)) : Wrong.Problem(new Dictionary<string, string> { ["code"] = words["accounts.wrong.code"] });
    }

    private static async Task<Accepted> Again(AgainRequest request, HttpContext http, Proving proving, CancellationToken ct)
    {
        await proving.AskAgain(request.Ticket, Client.Of(http), ct);
        return TypedResults.Accepted((string?)null);
    }

    public Dictionary<string, string> Check(SignInRequest request) =>
        Contact.Email(request.Name) is null && Contact.Mobile(request.Name) is null ? new() { ["name"] = words["accounts.wrong.sign-in-name"] } : [];

    public Task<string> Begin(SignInRequest request, Client client, CancellationToken ct)
    {
        var email = Contact.Email(request.Name);
        return proving.Begin(now => Proof.ToSignIn(email, email is null ? Contact.Mobile(request.Name) : null, Languages.Current, now), client, ct);
    }

    public async Task<Opened> Finish(string ticket, string? code, HttpContext http, CancellationToken ct)
    {
        var client = Client.Of(http);
        var opened = await work.Run(async command =>
        {
            var given = new Dictionary<Slot, string?> { [Slot.Email] = code, [Slot.Mobile] = code };
            var judged = await Proving.Judge(command, ticket, Purpose.SignIn, given, client, ct);
            if (judged is not { Verdict: Verdict.Proven, Proof: { } proof }) return Opened.Not(judged);

            var db = command.GetRequiredService<AccountsDb>();
            var key = proof.Email is { } email ? Contact.Key(email) : null;
            var known = await db.Citizens.AsNoTracking().Where(row => key != null ? row.EmailKey == key : row.Mobile == proof.Mobile).Take(2).ToListAsync(ct);
            // Another account took the same mobile since the code was sent: it names nobody any more.
            if (known is not [var citizen]) return new Opened(Verdict.Over, [], null, null);
            var (session, secret) = Session.ForCitizen(citizen.Id, client.Device, clock.Now);
            SessionCookie.Keep(db, session);
            return new Opened(Verdict.Proven, [], secret, citizen.Id);
        }, ct);

        if (opened.CitizenId is { } id)
        {
            await cookie.Give(http, opened.Session!, ct);
            LogSignedIn(id);
        }
        else LogFailed(opened.Verdict);

        return opened.OrRefuse();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Citizen {Citizen} signed in")]
    private partial void LogSignedIn(Guid citizen);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in was refused: {Verdict}")]
    private partial void LogFailed(Verdict verdict);
}
