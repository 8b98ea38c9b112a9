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
using AnswerLimits = OpenSeva.Definitions.AnswerLimits;
using PersonName = OpenSeva.Definitions.PersonName;

namespace OpenSeva.Accounts.Citizens;

/// <param name="Language">Code of the language messages come in; the request's own when left out.</param>
public sealed record RegistrationRequest(string Name, string Email, string Mobile, string? Language = null);

public sealed record CodesRequest(string Ticket, string? EmailCode = null, string? MobileCode = null);

/// <summary>A citizen registers once, with an e-mail address and a mobile number, and proves both.</summary>
internal sealed partial class Register(Work work, Proving proving, SessionCookie cookie, Words words, TimeProvider clock, ILogger<Register> log)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/registrations", PostBegin).RequireAuthorization(Policy.Anyone)
            .WithSummary("Begin a registration: one-time codes go to the e-mail address and the mobile. The answer is the same for an address already known.");
        api.MapPost("/registrations/confirmations", PostCodes).RequireAuthorization(Policy.Anyone)
            .WithSummary("Finish a registration with both codes; the answer carries the session's cookie");
    }

    private static async Task<Results<Accepted<StepAnswer>, ValidationProblem>> PostBegin(
        RegistrationRequest request, HttpContext http, Register register, CancellationToken ct)
    {
        var errors = register.Check(request);
        if (errors.Count > 0) return Wrong.Problem(errors);
        return TypedResults.Accepted("/api/v1/account/registrations/confirmations", new StepAnswer(await register.Begin(request, Client.Of(http), ct)));
    }

    private static async Task<Results<Created<AccountAnswer>, ValidationProblem>> PostCodes(
        CodesRequest request, HttpContext http, Register register, Words words, CancellationToken ct)
    {
        var opened = await register.Finish(request.Ticket, request.EmailCode, request.MobileCode, http, ct);
        return opened.CitizenId is { } id ? TypedResults.Created("/api/v1/account", new AccountAnswer(id)) : Wrong.Problem(Wrong.Codes(opened.Wrong, words));
    }

    /// <returns>Message by field; empty when everything can be right.</returns>
    public Dictionary<string, string> Check(RegistrationRequest request)
    {
        var wrong = new Dictionary<string, string>();
        // The same rule as a form's: this name stands in the first one already.
        if (request.Name?.Trim() is not { } name || !PersonName.Is(name)) wrong["name"] = words["accounts.wrong.person-name", AnswerLimits.NameCharacters];
        if (Contact.Email(request.Email) is null) wrong["email"] = words["accounts.wrong.email"];
        if (Contact.Mobile(request.Mobile) is null) wrong["mobile"] = words["accounts.wrong.mobile"];
        if (request.Language is { } language && !Languages.Knows(language)) wrong["language"] = words["accounts.wrong.language"];
        return wrong;
    }

    public Task<string> Begin(RegistrationRequest request, Client client, CancellationToken ct) => proving.Begin(
        now => Proof.ToRegister(request.Name.Trim(), Contact.Email(request.Email)!, Contact.Mobile(request.Mobile)!, request.Language ?? Languages.Current, now), client, ct);

    public async Task<Opened> Finish(string ticket, string? emailCode, string? mobileCode, HttpContext http, CancellationToken ct)
    {
        var client = Client.Of(http);
        var opened = await work.Run(async command =>
        {
            var judged = await Proving.Judge(command, ticket, Purpose.Register, new Dictionary<Slot, string?> { [Slot.Email] = emailCode, [Slot.Mobile] = mobileCode }, client, ct);
            if (judged is not { Verdict: Verdict.Proven, Proof: { } proof }) return Opened.Not(judged);

            var db = command.GetRequiredService<AccountsDb>();
            var key = Contact.Key(proof.Email!);
            await command.GetRequiredService<Limits>().TakeTurn(key, ct);
            // Two registrations of one address ran side by side; this one comes second.
            if (await db.Citizens.AnyAsync(row => row.EmailKey == key, ct)) return new Opened(Verdict.Over, [], null, null);
            var citizen = Citizen.Register(proof.Name!, proof.Email!, proof.Mobile!, proof.Language, clock.Now);
            db.Citizens.Add(citizen);
            var (session, secret) = Session.ForCitizen(citizen.Id, client.Device, clock.Now);
            SessionCookie.Keep(db, session);
            return new Opened(Verdict.Proven, [], secret, citizen.Id);
        }, ct);

        if (opened.CitizenId is { } id)
        {
            await cookie.Give(http, opened.Session!, ct);
            LogRegistered(id);
        }
        else LogFailed(opened.Verdict);

        return opened.OrRefuse();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Citizen {Citizen} registered and signed in")]
    private partial void LogRegistered(Guid citizen);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A registration was not finished: {Verdict}")]
    private partial void LogFailed(Verdict verdict);
}

/// <param name="Ticket">Brought back with the codes.</param>
public sealed record StepAnswer(string Ticket);

public sealed record AccountAnswer(Guid Id);
