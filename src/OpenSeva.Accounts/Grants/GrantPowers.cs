using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Accounts.Citizens;
using OpenSeva.Accounts.Sessions;
using OpenSeva.Accounts.Staff;
using OpenSeva.Accounts.Tokens;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Grants;

public sealed record GrantRequest(Guid StaffId, string Power);

public sealed record GrantDecision(bool Approve);

/// <summary>Administrators ask for powers, decide on what another asked, and take powers back.</summary>
internal sealed partial class GrantPowers(Work work, AccountsDb db, Acting acting, SessionKeeper keeper, TimeProvider clock, ILogger<GrantPowers> log)
{
    internal sealed record Row(Guid Id, Guid StaffId, string Name, string Power, GrantState State, Guid? AskedBy, DateTimeOffset AskedAt);

    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet("/grants", List).WithSummary("Powers in force and powers asked for");
        admin.MapPost("/grants", Post).WithSummary("Ask for a power; another administrator decides");
        admin.MapPost("/grants/{id:guid}/decision", PostDecision).WithSummary("Approve or refuse what another administrator asked for");
        admin.MapDelete("/grants/{id:guid}", Delete).WithSummary("Take a power back");
    }

    private static async Task<Ok<Page<Row>>> List(
        GrantPowers grants, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual) =>
        TypedResults.Ok((await grants.Current(ct)).Part(after, limit, row => row.Id.ToString("N")));

    private static async Task<Created<AccountAnswer>> Post(GrantRequest request, GrantPowers grants, CancellationToken ct)
    {
        var id = await grants.Ask(request.StaffId, request.Power, ct);
        return TypedResults.Created($"/api/v1/admin/grants/{id}", new AccountAnswer(id));
    }

    private static async Task<NoContent> PostDecision(Guid id, GrantDecision decision, GrantPowers grants, CancellationToken ct)
    {
        await grants.Decide(id, decision.Approve, ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Delete(Guid id, GrantPowers grants, CancellationToken ct)
    {
        await grants.End(id, ct);
        return TypedResults.NoContent();
    }

    public async Task<IReadOnlyList<Row>> Current(CancellationToken ct) => await db.Grants
        .Where(row => row.State == GrantState.Active || row.State == GrantState.Asked)
        .Join(db.Staff, row => row.StaffId, staff => staff.Id, (row, staff) => new { Grant = row, staff.Name })
        .OrderBy(pair => pair.Name).ThenBy(pair => pair.Grant.Power)
        .Select(pair => new Row(pair.Grant.Id, pair.Grant.StaffId, pair.Name, pair.Grant.Power, pair.Grant.State, pair.Grant.AskedBy, pair.Grant.AskedAt)).ToListAsync(ct);

    public async Task<Guid> Ask(Guid staff, string power, CancellationToken ct)
    {
        acting.MustBeFresh(clock.Now);
        var me = acting.Actor.Id!.Value;
        var id = await work.Run(async (AccountsDb db) =>
        {
            if (!await db.Staff.AnyAsync(row => row.Id == staff && row.State == StaffState.Active, ct)) throw new Refusal("request.not-found");
            if (await db.Grants.AnyAsync(row => row.StaffId == staff && row.Power == power && (row.State == GrantState.Asked || row.State == GrantState.Active), ct))
                throw new Refusal("accounts.grant-there");
            var grant = StaffGrant.Ask(staff, power, me, clock.Now);
            db.Grants.Add(grant);
            return grant.Id;
        }, ct);
        LogMoved("asked", power, staff, me);
        return id;
    }

    public Task Decide(Guid id, bool approve, CancellationToken ct) => Change(id, approve ? "approved" : "refused", (grant, _) =>
    {
        grant.Decide(approve, acting.Actor.Id!.Value, clock.Now);
        return Task.FromResult<IReadOnlyList<byte[]>>([]);
    }, ct);

    public Task End(Guid id, CancellationToken ct) => Change(id, "ended", async (grant, db) =>
    {
        if (grant is { Power: Grant.Administrator, State: GrantState.Active }) await db.MustNotBe(grant.StaffId, ct);
        grant.End(acting.Actor.Id!.Value, clock.Now);
        return await EndTokens(db, grant, ct);
    }, ct);

    /// <summary>Tokens end that their maker could not make any more: a system reads no longer what nobody oversees.</summary>
    private async Task<IReadOnlyList<byte[]>> EndTokens(AccountsDb db, StaffGrant ended, CancellationToken ct)
    {
        var left = await db.Grants.Where(row => row.StaffId == ended.StaffId && row.State == GrantState.Active && row.Id != ended.Id).Select(row => row.Power).ToListAsync(ct);
        var tokens = await db.Tokens.Where(row => row.MadeBy == ended.StaffId && row.RevokedAt == null).ToListAsync(ct);
        var over = tokens.FindAll(token => token.Scopes.Any(scope => !AccessToken.MayMake(left, scope)));
        foreach (var token in over) token.Revoke(clock.Now);
        return over.ConvertAll(token => token.SecretHash);
    }

    /// <param name="change">Answers which tokens ended with it.</param>
    private async Task Change(Guid id, string what, Func<StaffGrant, AccountsDb, Task<IReadOnlyList<byte[]>>> change, CancellationToken ct)
    {
        acting.MustBeFresh(clock.Now);
        var changed = await work.Run(async (AccountsDb db) =>
        {
            var grant = await db.Grants.SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw new Refusal("request.not-found");
            var tokens = await change(grant, db);
            return new Changed(grant.StaffId, grant.Power, tokens);
        }, ct);
        foreach (var token in changed.Tokens) keeper.Forget(token);
        LogMoved(what, changed.Power, changed.StaffId, acting.Actor.Id!.Value);
    }

    private sealed record Changed(Guid StaffId, string Power, IReadOnlyList<byte[]> Tokens);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Power {Power} of staff {Staff} was {What} by {By}")]
    private partial void LogMoved(string what, string power, Guid staff, Guid by);
}
