using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

public sealed record HolidayRequest(DateOnly Date, [Required] LocalText Name, [Required, StringLength(Change.LongestReason)] string Reason);

/// <summary>
/// A day is declared a holiday on a calendar. Running clocks are told; one that ran out before the declaration stays
/// run out, which is why the moment is kept.
/// </summary>
internal sealed class DeclareHoliday(Register register, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/calendars/{code}/holidays", Post)
        .RequireAuthorization(Policy.Administrator)
        .WithSummary("Declare a holiday");

    private static async Task<Ok<Recorded>> Post(string code, HolidayRequest request, DeclareHoliday declare, CancellationToken ct) =>
        TypedResults.Ok(await declare.On(code, request, ct));

    public Task<Recorded> On(string calendar, HolidayRequest request, CancellationToken ct) => register.Write(
        request.Reason,
        book =>
        {
            if (book.Latest(CalendarEntry.Of(calendar)) is null) throw new Refusal("request.not-found");
            if (book.Latest(HolidayEntry.Of(calendar, request.Date)) is not null) throw new Refusal("directory.holiday-declared", request.Date.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture));
            return [Line.State(new HolidayEntry(calendar, request.Date, request.Name, clock.Now), request.Date)];
        },
        ct);
}
