using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Directory;

/// <param name="Code">Short code used in numbers, for example EKM-T1.</param>
/// <param name="Unit">The unit the office serves.</param>
/// <param name="From">The day from which it holds; today when left out.</param>
public sealed record OfficeRequest(
    [Required, StringLength(40)] string Code, [Required] LocalText Name, [Required, StringLength(40)] string Department,
    [Required, StringLength(40)] string Unit, [Required, StringLength(40)] string Calendar,
    [Required, StringLength(Change.LongestReason)] string Reason, DateOnly? From = null);

/// <summary>An office is opened, or what is known of it changes.</summary>
internal sealed class KeepOffice(Register register, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/offices", Post).RequireAuthorization(Policy.Administrator).WithSummary("Open an office");
        api.MapPut("/offices/{id:guid}", Put).RequireAuthorization(Policy.Administrator).WithSummary("Change an office from a day on").NeedsMatch();
    }

    private static async Task<Created<Recorded>> Post(OfficeRequest request, KeepOffice keep, HttpContext http, CancellationToken ct) =>
        Etag.Opened(http, "offices", await keep.Open(request, ct));

    private static async Task<Ok<Recorded>> Put(Guid id, OfficeRequest request, KeepOffice keep, HttpContext http, CancellationToken ct) =>
        Etag.Told(http, await keep.Amend(id, request, http.Seen(), ct));

    public Task<Recorded> Open(OfficeRequest request, CancellationToken ct) => register.Keep(request.Reason, Say(Guid.CreateVersion7(), request), null, ct);

    public Task<Recorded> Amend(Guid id, OfficeRequest request, long? seen, CancellationToken ct) =>
        register.Keep(request.Reason, Say(id, request), seen, ct, mustBe: true);

    private Line Say(Guid id, OfficeRequest request) => Line.State(
        new OfficeEntry(id, request.Code.Trim(), request.Name, request.Department, request.Unit, request.Calendar), request.From ?? clock.Today);
}
