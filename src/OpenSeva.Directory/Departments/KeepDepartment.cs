using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;

namespace OpenSeva.Directory;

/// <param name="From">The day from which it holds; today when left out.</param>
/// <param name="Reason">The order or the words that justify it.</param>
public sealed record DepartmentRequest([Required] LocalText Name, [Required, StringLength(Change.LongestReason)] string Reason, DateOnly? From = null);

/// <summary>A department is set up, or its name changes.</summary>
internal sealed class KeepDepartment(Register register, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPut("/departments/{code}", Put)
        .RequireAuthorization(Policy.Administrator)
        .WithSummary("Set up a department, or change its name from a day on")
        .NeedsMatch();

    private static async Task<Ok<Recorded>> Put(string code, DepartmentRequest request, KeepDepartment keep, HttpContext http, CancellationToken ct) =>
        Etag.Told(http, await keep.Keep(code, request, http.Seen(), ct));

    public Task<Recorded> Keep(string code, DepartmentRequest request, long? seen, CancellationToken ct) => register.Keep(
        request.Reason, Line.State(new DepartmentEntry(code, request.Name), request.From ?? clock.Today), seen, ct);
}
