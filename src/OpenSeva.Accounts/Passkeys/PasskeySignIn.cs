using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenSeva.Accounts.Sessions;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Accounts.Passkeys;

/// <param name="Credential">What <c>navigator.credentials</c> gave, in WebAuthn's own JSON.</param>
public sealed record PasskeyRequest(string Challenge, JsonElement Credential);

/// <param name="Next">The page to go on with.</param>
public sealed record PasskeyAnswer(string Next);

/// <summary>A staff member signs in: the device signs a challenge that is good once, after making sure of its owner.</summary>
internal sealed partial class PasskeySignIn(Work work, SessionCookie cookie, TimeProvider clock, ILogger<PasskeySignIn> log)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/passkey-challenges", Begin).RequireAuthorization(Policy.Anyone).WithSummary("A challenge for a staff member's device to sign");
        api.MapPost("/passkey-sessions", Post).RequireAuthorization(Policy.Anyone).WithSummary("Sign in with the signed challenge; the answer carries the session's cookie");
    }

    private static async Task<Ok<ChallengeAnswer>> Begin(HttpContext http, PasskeySignIn signIn, CancellationToken ct) => TypedResults.Ok(await signIn.Ask(http, ct));

    private static async Task<Created<PasskeyAnswer>> Post(PasskeyRequest request, HttpContext http, PasskeySignIn signIn, CancellationToken ct) =>
        TypedResults.Created("/api/v1/account/posts", new PasskeyAnswer(await signIn.Finish(request, http, ct)));

    public async Task<ChallengeAnswer> Ask(HttpContext http, CancellationToken ct) =>
        (await work.Run(async (Challenges challenges) => new Asked(await challenges.ToSignIn(http, ct)), ct)).Answer ?? throw new Refusal("request.too-many");

    /// <returns>The page to go on with.</returns>
    public async Task<string> Finish(PasskeyRequest request, HttpContext http, CancellationToken ct)
    {
        var outcome = await work.Run(async command => await Judge(command, request, http, ct), ct);
        if (outcome.Doubted is { } doubted) LogDoubted(doubted);
        if (outcome.Session is null)
        {
            LogRefused(outcome.Why ?? "");
            throw new Refusal("accounts.passkey-refused");
        }

        await cookie.Give(http, outcome.Session, ct);
        LogSignedIn(outcome.StaffId!.Value);
        return outcome.Next;
    }

    private async Task<Outcome> Judge(IServiceProvider command, PasskeyRequest request, HttpContext http, CancellationToken ct)
    {
        var (db, now) = (command.GetRequiredService<AccountsDb>(), clock.Now);
        var judged = await command.GetRequiredService<Assertions>().Judge(request.Challenge, request.Credential, http, ct);
        if (judged.Staff is not { } staff) return new(judged.Why) { Doubted = judged.Doubted };

        var landing = await Landing.Of(db, command.GetRequiredService<IDirectory>(), staff.Id, clock.Today, ct);
        var (session, secret) = Session.ForStaff(staff.Id, landing.Post, Client.Of(http).Device, now);
        SessionCookie.Keep(db, session);
        return new(null) { Session = secret, StaffId = staff.Id, Next = landing.Path };
    }

    [NeverKept]
    private sealed record Outcome(string? Why)
    {
        public string? Session { get; init; }
        public Guid? StaffId { get; init; }
        public string Next { get; init; } = Landing.Choice;
        public Guid? Doubted { get; init; }
    }

    [NeverKept]
    private sealed record Asked(ChallengeAnswer? Answer);

    [LoggerMessage(Level = LogLevel.Information, Message = "Staff {Staff} signed in with a passkey")]
    private partial void LogSignedIn(Guid staff);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A passkey sign-in was refused: {Why}")]
    private partial void LogRefused(string why);

    [LoggerMessage(Level = LogLevel.Critical, Message = "ALARM: passkey {Passkey} counted backwards; a copy may exist. It is shut until its owner is invited anew")]
    private partial void LogDoubted(Guid passkey);
}
