using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Directory;

/// <param name="HasUnits">True when units lie below it.</param>
public sealed record UnitAnswer(string Code, string Hierarchy, string Level, string? Parent, LocalText Name, bool HasUnits);

public sealed record OfficeAnswer(OfficeCard Office, IReadOnlyList<SeatCard> Posts);

/// <param name="Next">Pass it as <c>after</c> to go on; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>The directory over the API. Areas, offices and calendars are everybody's; who sits where is for staff and departments' systems.</summary>
internal static class Reading
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/units", Units).RequireAuthorization(Policy.Anyone).WithSummary("Jurisdiction units directly below one, or the states");
        api.MapGet("/units/{code}", UnitPath).RequireAuthorization(Policy.Anyone).WithSummary("A unit and everything above it");
        api.MapGet("/departments", Departments).RequireAuthorization(Policy.Anyone).WithSummary("Departments");
        api.MapGet("/offices", Offices).RequireAuthorization(Policy.Anyone).WithSummary("Offices by code");
        api.MapGet("/offices/{id:guid}", Office).RequireAuthorization(Policy.Staff).WithSummary("An office, its posts and who sits in them");
        api.MapGet("/posts/{id:guid}", Post).RequireAuthorization(Policy.Staff).WithSummary("A post and who sits in it on a day");
        api.MapGet("/route", Route).RequireAuthorization(Policy.Staff).WithSummary("The post that answers for a role over a unit");
        api.MapGet("/calendars/{code}", Calendar).RequireAuthorization(Policy.Anyone).WithSummary("Working hours and holidays");
    }

    private static async Task<Results<Ok<IReadOnlyList<UnitAnswer>>, StatusCodeHttpResult>> Units(string? parent, LiveDirectory live, HttpContext http, CancellationToken ct)
    {
        var day = await live.Today(ct);
        // The tree changes with the book and, for orders dated ahead, with the day.
        var tag = $"\"{day.Book.Number.ToString(CultureInfo.InvariantCulture)}-{day.Day.DayNumber.ToString(CultureInfo.InvariantCulture)}\"";
        (http.Response.Headers.ETag, http.Response.Headers.CacheControl) = (tag, "public, max-age=300");
        if (http.Request.Headers.IfNoneMatch == tag) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok<IReadOnlyList<UnitAnswer>>([.. day.Below(parent).OrderBy(unit => unit.Name.En, StringComparer.Ordinal).Select(unit => Answer(day, unit))]);
    }

    private static async Task<Results<Ok<IReadOnlyList<UnitAnswer>>, NotFound>> UnitPath(string code, LiveDirectory live, CancellationToken ct)
    {
        var day = await live.Today(ct);
        IReadOnlyList<UnitAnswer> path = [.. day.Path(code).Select(unit => Answer(day, unit))];
        return path.Count > 0 ? TypedResults.Ok(path) : TypedResults.NotFound();
    }

    private static async Task<Ok<IReadOnlyList<DepartmentCard>>> Departments(IDirectory directory, CancellationToken ct) =>
        TypedResults.Ok(await directory.Departments(ct));

    private static async Task<Ok<Page<OfficeCard>>> Offices(string? department, string? after, int? limit, LiveDirectory live, CancellationToken ct)
    {
        var day = await live.Today(ct);
        var size = Math.Clamp(limit ?? 50, 1, Most);
        var found = day.Offices.Values
            .Where(office => department is null || office.Department == department)
            .Where(office => after is null || string.CompareOrdinal(office.Code, after) > 0)
            .OrderBy(office => office.Code, StringComparer.Ordinal).Take(size + 1).Select(day.Card).ToList();
        return TypedResults.Ok(new Page<OfficeCard>([.. found.Take(size)], found.Count > size ? found[size - 1].Code : null));
    }

    private static async Task<Results<Ok<OfficeAnswer>, NotFound>> Office(Guid id, LiveDirectory live, HttpContext http, CancellationToken ct)
    {
        var day = await live.Today(ct);
        if (day.OfficeEver(id) is not { } office) return TypedResults.NotFound();
        Etag.Give(http, day.Book.Version(office.Subject));
        return TypedResults.Ok(new OfficeAnswer(day.Card(office), [.. day.PostsIn(id).Select(day.Seat)]));
    }

    private static async Task<Results<Ok<SeatCard>, NotFound>> Post(Guid id, DateOnly? on, LiveDirectory live, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var day = await live.On(on ?? clock.Today, ct);
        if (day.PostEver(id) is not { } post) return TypedResults.NotFound();
        Etag.Give(http, day.Book.Version(post.Subject));
        return TypedResults.Ok(day.Seat(post));
    }

    private static async Task<Results<Ok<SeatCard>, NotFound>> Route(string role, string unit, string? department, DateOnly? on, IDirectory directory, TimeProvider clock, CancellationToken ct) =>
        await directory.Route(role, unit, department, on ?? clock.Today, ct) is { } seat ? TypedResults.Ok(seat) : TypedResults.NotFound();

    private static async Task<Results<Ok<WorkCalendar>, NotFound>> Calendar(string code, LiveDirectory live, HttpContext http, CancellationToken ct)
    {
        var day = await live.Today(ct);
        if (!day.Calendars.ContainsKey(code)) return TypedResults.NotFound();
        Etag.Give(http, day.Book.Version(CalendarEntry.Of(code)));
        return TypedResults.Ok(day.CalendarOf(code));
    }

    private static UnitAnswer Answer(DirectoryDay day, UnitEntry unit) =>
        new(unit.Code, unit.Hierarchy, unit.Level, unit.Parent, unit.Name, day.Below(unit.Code).Any());
}
