using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenSeva.Accounts.Sessions;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Accounts.Passkeys;

/// <summary>
/// A staff member proves in the middle of a session that it is still them at the browser. Sensitive acts ask for it
/// when signing in lies too far back (<see cref="Acting.MustBeFresh"/>).
/// </summary>
internal sealed partial class ProveAgain(Work work, Acting acting, SessionKeeper keeper, TimeProvider clock, ILogger<ProveAgain> log)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/session/proofs", Post).RequireAuthorization(Policy.Staff)
        .WithSummary("Prove with the signed challenge that it is still you: sensitive acts ask for it ten minutes after signing in");

    private static async Task<NoContent> Post(PasskeyRequest request, HttpContext http, ProveAgain prove, CancellationToken ct)
    {
        await prove.With(request, http, ct);
        return TypedResults.NoContent();
    }

    public async Task With(PasskeyRequest request, HttpContext http, CancellationToken ct)
    {
        var (me, current) = (acting.Actor.Id!.Value, http.Features.Get<Visitor>()?.Session ?? throw new Refusal("request.forbidden"));
        var outcome = await work.Run(async command =>
        {
            var db = command.GetRequiredService<AccountsDb>();
            var judged = await command.GetRequiredService<Assertions>().Judge(request.Challenge, request.Credential, http, ct);
            // Somebody else's key proves somebody else.
            if (judged.Staff is null || judged.Staff.Id != me) return new Outcome(judged.Why ?? "another's key", judged.Doubted, null);

            var now = clock.Now;
            await db.SessionUses.Where(use => use.SessionId == current).ExecuteUpdateAsync(set => set.SetProperty(use => use.ProvenAt, now), ct);
            return new Outcome(null, null, await db.Sessions.Where(row => row.Id == current).Select(row => row.SecretHash).SingleAsync(ct));
        }, ct);
        if (outcome.Doubted is { } doubted) LogDoubted(doubted);
        if (outcome.Session is null)
        {
            LogRefused(me, outcome.Why ?? "");
            throw new Refusal("accounts.passkey-refused");
        }

        keeper.Forget(outcome.Session);
        LogProven(me);
    }

    [NeverKept]
    private sealed record Outcome(string? Why, Guid? Doubted, byte[]? Session);

    [LoggerMessage(Level = LogLevel.Information, Message = "Staff {Staff} proved themselves again")]
    private partial void LogProven(Guid staff);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Staff {Staff} did not prove themselves again: {Why}")]
    private partial void LogRefused(Guid staff, string why);

    [LoggerMessage(Level = LogLevel.Critical, Message = "ALARM: passkey {Passkey} counted backwards; a copy may exist. It is shut until its owner is invited anew")]
    private partial void LogDoubted(Guid passkey);
}
