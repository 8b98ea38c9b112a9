using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;
using OpenSeva.LegalClock;

namespace OpenSeva.Directory;

/// <param name="TimeZone">IANA name, for example Asia/Kolkata.</param>
/// <param name="Week">Opening hours per weekday; hours that change name the days they hold.</param>
/// <param name="ClosedWeekdays">Recurring closures such as the second Saturday.</param>
public sealed record CalendarRequest(
    [Required] LocalText Name, [Required, StringLength(60)] string TimeZone, [Required, MaxLength(100)] IReadOnlyList<OpenHours> Week,
    [Required, MaxLength(35)] IReadOnlyList<NthWeekday> ClosedWeekdays, [Required, StringLength(Change.LongestReason)] string Reason);

/// <summary>A calendar's week is set up or changes. Its holidays stay as they are.</summary>
internal sealed class KeepCalendar(Register register, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPut("/calendars/{code}", Put)
        .RequireAuthorization(Policy.Administrator)
        .WithSummary("Set a calendar's working hours and recurring closures")
        .NeedsMatch();

    private static async Task<Ok<Recorded>> Put(string code, CalendarRequest request, KeepCalendar keep, HttpContext http, CancellationToken ct) =>
        Etag.Told(http, await keep.Keep(code, request, http.Seen(), ct));

    public Task<Recorded> Keep(string code, CalendarRequest request, long? seen, CancellationToken ct) => register.Keep(
        request.Reason, Line.State(new CalendarEntry(code, request.Name, request.TimeZone, request.Week, request.ClosedWeekdays), clock.Today), seen, ct);
}
