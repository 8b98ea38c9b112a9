using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Citizens;

public sealed record LanguageRequest(string Language);

/// <summary>What a citizen sees of their own account, changes in it, and takes home from it.</summary>
internal sealed class MyAccount(Work work, AccountsDb db, Acting acting, IEnumerable<IOwnData> rooms)
{
    internal sealed record Card(Guid Id, string Name, string Email, string Mobile, string Language, DateTimeOffset RegisteredAt);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("", Get).RequireAuthorization(Policy.Citizen).WithSummary("The citizen's own account");
        api.MapPut("/language", Put).RequireAuthorization(Policy.Citizen).WithSummary("Choose the language of messages");
        api.MapGet("/export", Export).RequireAuthorization(Policy.Citizen).WithSummary("Everything kept about the citizen, in one file");
    }

    private static async Task<Ok<Card>> Get(MyAccount mine, CancellationToken ct) => TypedResults.Ok(await mine.Read(ct));

    private static async Task<NoContent> Put(LanguageRequest request, MyAccount mine, CancellationToken ct)
    {
        await mine.Prefer(request.Language, ct);
        return TypedResults.NoContent();
    }

    private static async Task<JsonHttpResult<JsonObject>> Export(MyAccount mine, HttpContext http, CancellationToken ct)
    {
        http.Response.Headers.ContentDisposition = "attachment; filename=\"my-data.json\"";
        return TypedResults.Json(await mine.TakeHome(ct));
    }

    public Task<Card> Read(CancellationToken ct)
    {
        var me = acting.Actor.CitizenId;
        return db.Citizens.Where(row => row.Id == me)
            .Select(row => new Card(row.Id, row.Name, row.Email, row.Mobile, row.Language, row.RegisteredAt)).SingleAsync(ct);
    }

    public Task<bool> Prefer(string language, CancellationToken ct)
    {
        var me = acting.Actor.CitizenId;
        return work.Run(async (AccountsDb db) =>
        {
            (await db.Citizens.SingleAsync(row => row.Id == me, ct)).Prefer(language);
            return true;
        }, ct);
    }

    /// <summary>One part per room that keeps something about the citizen.</summary>
    public async Task<JsonObject> TakeHome(CancellationToken ct)
    {
        var me = acting.Actor.CitizenId;
        var whole = new JsonObject();
        foreach (var room in rooms.OrderBy(room => room.Part, StringComparer.Ordinal)) whole[room.Part] = await room.Of(me, ct);
        return whole;
    }
}

/// <summary>This room's own part: the account and where it was signed in.</summary>
internal sealed class OwnAccount(AccountsDb db) : IOwnData
{
    public string Part => "account";

    public async Task<JsonNode> Of(Guid citizenId, CancellationToken ct)
    {
        var citizen = await db.Citizens.SingleAsync(row => row.Id == citizenId, ct);
        var sessions = await db.Sessions.Where(row => row.AccountId == citizenId).OrderBy(row => row.StartedAt).ToListAsync(ct);
        return new JsonObject
        {
            ["id"] = citizen.Id, ["name"] = citizen.Name, ["email"] = citizen.Email, ["mobile"] = citizen.Mobile,
            ["language"] = citizen.Language, ["registeredAt"] = citizen.RegisteredAt,
            ["sessions"] = new JsonArray([.. sessions.Select(row => new JsonObject { ["device"] = row.Device, ["startedAt"] = row.StartedAt, ["endedAt"] = row.EndedAt })]),
        };
    }
}
