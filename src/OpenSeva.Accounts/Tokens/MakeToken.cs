using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Accounts.Citizens;
using OpenSeva.Accounts.Sessions;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Accounts.Tokens;

/// <param name="Name">Which system will use it.</param>
public sealed record TokenRequest(string Name, IReadOnlyList<string> Scopes, int Days);

/// <param name="Token">Shown this once; the database keeps its hash only.</param>
[NeverKept]
public sealed record TokenAnswer(Guid Id, string Token);

/// <summary>An administrator or head of department makes tokens for the department's own systems, and revokes them.</summary>
internal sealed partial class MakeToken(Work work, AccountsDb db, Acting acting, Words words, SessionKeeper keeper, TimeProvider clock, ILogger<MakeToken> log)
{
    internal sealed record Row(Guid Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/tokens", List).RequireAuthorization(Policy.Staff).WithSummary("One's own access tokens, without their secrets");
        api.MapPost("/tokens", Post).RequireAuthorization(Policy.Staff).WithSummary("Make an access token; its secret is in this answer only");
        api.MapDelete("/tokens/{id:guid}", Delete).RequireAuthorization(Policy.Staff).WithSummary("Revoke an access token");
    }

    private static async Task<Ok<Page<Row>>> List(
        MakeToken tokens, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual) =>
        TypedResults.Ok((await tokens.Mine(ct)).Part(after, limit, row => row.Id.ToString("N")));

    private static async Task<Results<Created<TokenAnswer>, ValidationProblem>> Post(TokenRequest request, MakeToken tokens, CancellationToken ct)
    {
        if (tokens.Check(request) is { Count: > 0 } errors) return Wrong.Problem(errors);
        var made = await tokens.Make(request, ct);
        return TypedResults.Created($"/api/v1/account/tokens/{made.Id}", made);
    }

    private static async Task<NoContent> Delete(Guid id, MakeToken tokens, CancellationToken ct)
    {
        await tokens.Revoke(id, ct);
        return TypedResults.NoContent();
    }

    public Dictionary<string, string> Check(TokenRequest request)
    {
        var wrong = new Dictionary<string, string>();
        if (request.Name?.Trim() is not { Length: >= 2 and <= 100 }) wrong["name"] = words["accounts.wrong.token-name"];
        if (request.Scopes is not { Count: > 0 } || request.Scopes.Except(Scope.All).Any()) wrong["scopes"] = words["accounts.wrong.scopes"];
        if (request.Days is < 1 or > AccessToken.LongestDays) wrong["days"] = words["accounts.wrong.days", AccessToken.LongestDays];
        return wrong;
    }

    public async Task<IReadOnlyList<Row>> Mine(CancellationToken ct)
    {
        var me = acting.Actor.Id;
        return await db.Tokens.Where(row => row.MadeBy == me).OrderByDescending(row => row.MadeAt)
            .Select(row => new Row(row.Id, row.Name, row.Scopes, row.MadeAt, row.ExpiresAt, row.RevokedAt)).ToListAsync(ct);
    }

    public async Task<TokenAnswer> Make(TokenRequest request, CancellationToken ct)
    {
        var me = acting.Actor;
        // A token opens what its maker oversees; an officer at a desk oversees nothing but the desk.
        if (!me.Has(Grant.Administrator) && !me.Has(Grant.DepartmentHead)) throw new Refusal("request.forbidden");
        if (request.Scopes.Any(scope => !AccessToken.MayMake(me.Grants, scope))) throw new Refusal("accounts.scope-of-head");
        acting.MustBeFresh(clock.Now);
        var made = await work.Run((AccountsDb db) =>
        {
            var (token, secret) = AccessToken.Make(request.Name.Trim(), me.Department ?? "", me.Id!.Value, request.Scopes, request.Days, clock.Now);
            db.Tokens.Add(token);
            return Task.FromResult(new TokenAnswer(token.Id, secret));
        }, ct);
        LogMade(made.Id, me.Id!.Value);
        return made;
    }

    public async Task Revoke(Guid id, CancellationToken ct)
    {
        var me = acting.Actor;
        var hash = await work.Run(async (AccountsDb db) =>
        {
            var token = await db.Tokens.SingleOrDefaultAsync(row => row.Id == id, ct);
            if (token is null || (token.MadeBy != me.Id && !me.Has(Grant.Administrator))) throw new Refusal("request.not-found");
            token.Revoke(clock.Now);
            return token.SecretHash;
        }, ct);
        keeper.Forget(hash);
        LogRevoked(id, me.Id!.Value);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Access token {Token} was made by {By}")]
    private partial void LogMade(Guid token, Guid by);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Access token {Token} was revoked by {By}")]
    private partial void LogRevoked(Guid token, Guid by);
}
