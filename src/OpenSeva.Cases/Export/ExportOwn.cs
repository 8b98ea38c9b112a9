using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Cases.Export;

/// <summary>A citizen takes home everything the rooms keep about them, as one JSON file.</summary>
internal sealed class ExportOwn(IEnumerable<IOwnData> rooms, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/applications/export", Get).RequireAuthorization(Policy.Citizen).ExcludeFromDescription();
        routes.MapGet("/api/v1/cases/export", Get).RequireAuthorization(Policy.Citizen).WithTags("Cases").WithSummary("All of your own data as JSON");
    }

    private static async Task<FileContentHttpResult> Get(ExportOwn export, CancellationToken ct) => TypedResults.File(
        JsonSerializer.SerializeToUtf8Bytes(await export.All(ct), Readable), "application/json", "openseva-my-data.json");

    private static readonly JsonSerializerOptions Readable = new(JsonText.Options) { WriteIndented = true };

    public async Task<JsonObject> All(CancellationToken ct)
    {
        var citizen = acting.Actor.CitizenId;
        var all = new JsonObject { ["exported-at"] = clock.Now, ["citizen"] = citizen };
        foreach (var room in rooms.OrderBy(room => room.Part, StringComparer.Ordinal)) all[room.Part] = await room.Of(citizen, ct);
        return all;
    }
}
