using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Web;
using OpenSeva.LegalClock;

namespace OpenSeva.Directory;

/// <param name="HasUnits">True when units lie below it.</param>
public sealed record UnitAnswer(string Code, string Hierarchy, string Level, string? Parent, LocalText Name, bool HasUnits);

public sealed record OfficeAnswer(OfficeCard Office, IReadOnlyList<SeatCard> Posts);

public sealed record CalendarName(string Code, LocalText Name, string TimeZone);

/// <summary>The directory over the API. Areas, offices and calendars are everybody's; who sits where is for staff and departments' systems.</summary>
internal static class Reading
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/units", Units).RequireAuthorization(Policy.Anyone).WithSummary("Jurisdiction units directly below one, or the states");
        api.MapGet("/units/{code}", UnitPath).RequireAuthorization(Policy.Anyone).WithSummary("A unit and everything above it").GivesTag();
        api.MapGet("/departments", Departments).RequireAuthorization(Policy.Anyone).WithSummary("Departments");
        api.MapGet("/departments/{code}", Department).RequireAuthorization(Policy.Anyone).WithSummary("One department").GivesTag();
        api.MapGet("/offices", Offices).RequireAuthorization(Policy.Anyone).WithSummary("Offices by code");
        api.MapGet("/offices/{id:guid}", Office).RequireAuthorization(Policy.Staff).WithSummary("An office, its posts and who sits in them").GivesTag();
        api.MapGet("/posts/{id:guid}", Post).RequireAuthorization(Policy.Staff).WithSummary("A post and who sits in it on a day").GivesTag();
        api.MapGet("/route", Route).RequireAuthorization(Policy.Staff).WithSummary("The post that answers for a role over a unit");
        api.MapGet("/calendars", Calendars).RequireAuthorization(Policy.Anyone).WithSummary("Calendars");
        api.MapGet("/calendars/{code}", Calendar).RequireAuthorization(Policy.Anyone).WithSummary("Working hours and holidays").GivesTag();
    }

    private static async Task<Results<Ok<Page<UnitAnswer>>, StatusCodeHttpResult>> Units(
        string? parent, LiveDirectory live, HttpContext http, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Most)
    {
        var day = await live.Today(ct);
        // The tree changes with the book and, for orders dated ahead, with the day.
        var tag = $"\"{day.Book.Number.ToString(CultureInfo.InvariantCulture)}-{day.Day.DayNumber.ToString(CultureInfo.InvariantCulture)}\"";
        (http.Response.Headers.ETag, http.Response.Headers.CacheControl) = (tag, "public, max-age=300");
        if (http.Request.Headers.IfNoneMatch == tag) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        var below = day.Below(parent).OrderBy(unit => unit.Name.En, StringComparer.Ordinal).ThenBy(unit => unit.Code, StringComparer.Ordinal).ToList();
        var part = below.Part(after, limit, unit => unit.Code);
        return TypedResults.Ok(new Page<UnitAnswer>([.. part.Items.Select(unit => Answer(day, unit))], part.Next));
    }

    private static async Task<Results<Ok<IReadOnlyList<UnitAnswer>>, NotFound>> UnitPath(string code, LiveDirectory live, HttpContext http, CancellationToken ct)
    {
        var day = await live.Today(ct);
        IReadOnlyList<UnitAnswer> path = [.. day.Path(code).Select(unit => Answer(day, unit))];
        if (path.Count is 0) return TypedResults.NotFound();
        http.Tag(day.Book.Version(UnitEntry.Of(code)));
        return TypedResults.Ok(path);
    }

    private static async Task<Ok<Page<DepartmentCard>>> Departments(
        IDirectory directory, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual) =>
        TypedResults.Ok((await directory.Departments(ct)).Part(after, limit, department => department.Code));

    private static async Task<Results<Ok<DepartmentCard>, NotFound>> Department(string code, LiveDirectory live, HttpContext http, CancellationToken ct)
    {
        var day = await live.Today(ct);
        if (!day.Departments.TryGetValue(code, out var department)) return TypedResults.NotFound();
        http.Tag(day.Book.Version(department.Subject));
        return TypedResults.Ok(new DepartmentCard(department.Code, department.Name));
    }

    private static async Task<Ok<Page<CalendarName>>> Calendars(
        LiveDirectory live, CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual)
    {
        var all = (await live.Today(ct)).Calendars.Values.OrderBy(calendar => calendar.Code, StringComparer.Ordinal)
            .Select(calendar => new CalendarName(calendar.Code, calendar.Name, calendar.TimeZone)).ToList();
        return TypedResults.Ok(all.Part(after, limit, calendar => calendar.Code));
    }

    private static async Task<Ok<Page<OfficeCard>>> Offices(
        LiveDirectory live, CancellationToken ct, string? department = null, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual)
    {
        var day = await live.Today(ct);
        var last = Lists.Read(after, 2) is { } read ? read[0] is "code" ? read[1] : throw Lists.Unknown() : null;
        var found = day.Offices.Values
            .Where(office => department is null || office.Department == department)
            .Where(office => last is null || string.CompareOrdinal(office.Code, last) > 0)
            .OrderBy(office => office.Code, StringComparer.Ordinal).Take(limit + 1).Select(day.Card).ToList();
        return TypedResults.Ok(new Page<OfficeCard>([.. found.Take(limit)], found.Count > limit ? Lists.Cursor("code", found[limit - 1].Code) : null));
    }

    private static async Task<Results<Ok<OfficeAnswer>, NotFound>> Office(Guid id, LiveDirectory live, HttpContext http, CancellationToken ct)
    {
        var day = await live.Today(ct);
        if (day.OfficeEver(id) is not { } office) return TypedResults.NotFound();
        http.Tag(day.Book.Version(office.Subject));
        return TypedResults.Ok(new OfficeAnswer(day.Card(office), [.. day.PostsIn(id).Select(day.Seat)]));
    }

    private static async Task<Results<Ok<SeatCard>, NotFound>> Post(Guid id, DateOnly? on, LiveDirectory live, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var day = await live.On(on ?? clock.Today, ct);
        if (day.PostEver(id) is not { } post) return TypedResults.NotFound();
        http.Tag(day.Book.Version(post.Subject));
        return TypedResults.Ok(day.Seat(post));
    }

    private static async Task<Results<Ok<SeatCard>, NotFound>> Route(string role, string unit, string? department, DateOnly? on, IDirectory directory, TimeProvider clock, CancellationToken ct) =>
        await directory.Route(role, unit, department, on ?? clock.Today, ct) is { } seat ? TypedResults.Ok(seat) : TypedResults.NotFound();

    private static async Task<Results<Ok<WorkCalendar>, NotFound>> Calendar(string code, LiveDirectory live, HttpContext http, CancellationToken ct)
    {
        var day = await live.Today(ct);
        if (!day.Calendars.ContainsKey(code)) return TypedResults.NotFound();
        http.Tag(day.Book.Version(CalendarEntry.Of(code)));
        return TypedResults.Ok(day.CalendarOf(code));
    }

    private static UnitAnswer Answer(DirectoryDay day, UnitEntry unit) =>
        new(unit.Code, unit.Hierarchy, unit.Level, unit.Parent, unit.Name, day.Below(unit.Code).Any());
}
