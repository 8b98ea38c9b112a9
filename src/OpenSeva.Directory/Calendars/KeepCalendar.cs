using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
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
        .WithSummary("Set a calendar's working hours and recurring closures");

    private static async Task<Ok<Recorded>> Put(string code, CalendarRequest request, KeepCalendar keep, HttpContext http, CancellationToken ct)
    {
        var recorded = await keep.Keep(code, request, Etag.Seen(http), ct);
        Etag.Give(http, recorded.Number);
        return TypedResults.Ok(recorded);
    }

    public Task<Recorded> Keep(string code, CalendarRequest request, long? seen, CancellationToken ct) => register.Write(
        request.Reason,
        book =>
        {
            book.Expect(CalendarEntry.Of(code), seen);
            return [Line.State(new CalendarEntry(code, request.Name, request.TimeZone, request.Week, request.ClosedWeekdays), clock.Today)];
        },
        ct);
}
