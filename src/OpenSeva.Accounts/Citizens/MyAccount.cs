using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Accounts.Citizens;

public sealed record LanguageRequest(string Language);

/// <summary>What a citizen sees of their own account, changes in it, and takes home from it.</summary>
internal sealed class MyAccount(Work work, AccountsDb db, Acting acting, IEnumerable<IOwnData> rooms)
{
    internal sealed record Card(Guid Id, int Version, string Name, string Email, string Mobile, string Language, DateTimeOffset RegisteredAt) : IVersioned;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("", Get).RequireAuthorization(Policy.Citizen).WithSummary("The citizen's own account").GivesTag();
        api.MapPut("/language", Put).RequireAuthorization(Policy.Citizen).WithSummary("Choose the language of messages").NeedsMatch();
        api.MapGet("/export", Export).RequireAuthorization(Policy.Citizen).WithSummary("Everything kept about the citizen, in one file");
    }

    private static async Task<Ok<Card>> Get(MyAccount mine, HttpContext http, CancellationToken ct) => TypedResults.Ok(http.Tagged(await mine.Read(ct)));

    private static async Task<NoContent> Put(LanguageRequest request, MyAccount mine, HttpContext http, CancellationToken ct)
    {
        http.Tag(await mine.Prefer(request.Language, http.Seen(), ct));
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
            .Select(row => new Card(row.Id, row.Version, row.Name, row.Email, row.Mobile, row.Language, row.RegisteredAt)).SingleAsync(ct);
    }

    /// <returns>The account's version from now on.</returns>
    public Task<int> Prefer(string language, long? seen, CancellationToken ct)
    {
        var me = acting.Actor.CitizenId;
        return work.Run(async (AccountsDb db) =>
        {
            var citizen = await db.Citizens.SingleAsync(row => row.Id == me, ct);
            if (seen is { } version && version != citizen.Version) throw new Refusal("request.stale");
            return citizen.Prefer(language) ? citizen.Version + 1 : citizen.Version;
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
