using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Insight.Dashboard;

/// <summary>
/// The dashboard: the numbers of what is looked at, the same one level below (department, office, desk), by service and
/// by month. Every number leads to the rows it counts (<see cref="CountedCases"/>).
/// </summary>
internal sealed class Board(InsightDb db, IDirectory directory, ICatalogue catalogue, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/board", Get).WithSummary("Received, disposed, pending: the numbers of the state, a department, an office or a desk");

    private static async Task<Ok<View>> Get(
        string? department, Guid? office, Guid? post, string? period, Board board, CancellationToken ct) =>
        TypedResults.Ok(await board.Of(new Scope(department, office, post), period, ct));

    public async Task<View> Of(Scope asked, string? periodName, CancellationToken ct)
    {
        var scope = asked.Within(acting.Actor);
        if (scope.IsSeat && scope.Department is null) throw new BadHttpRequestException("An office is looked at within its department.");

        var now = clock.Now;
        var period = Period.Of(periodName, now);
        var lines = await Lines(scope, period, now, ct);
        var services = scope.IsSeat ? [] : await Services(scope, period, now, ct);
        var total = (scope.IsSeat || services.Count == 0 ? lines : services).Aggregate(default(Figures), (sum, line) => sum + line.Figures);
        // Between its own desks nothing is passed out of an office.
        if (scope is { Office: { } own, Post: null }) total = await OfOffice(total, own, scope, period, ct);
        var trend = await Adding.Trend(scope.IsSeat ? scope.In(db.SeatMonths) : scope.In(db.ServiceMonths), period, ct);
        // Days are kept by office: a single desk has too few for a median that says anything.
        var median = scope.Post is null ? await Adding.MedianDays(scope.In(db.Days), period, ct) : null;
        return new(scope, period, await Name(scope, ct), now, total, median, lines, services, trend);
    }

    private async Task<Figures> OfOffice(Figures desks, Guid office, Scope scope, Period period, CancellationToken ct)
    {
        var passed = (await Adding.BetweenOffices(scope.In(db.SeatMonths), period, ct)).GetValueOrDefault(office);
        return desks.Balanced(passed.In, passed.Out, desks.Pending - desks.CarriedForward);
    }

    private Task<IReadOnlyList<BoardLine>> Lines(Scope scope, Period period, DateTimeOffset now, CancellationToken ct) => scope switch
    {
        { Department: null } => Departments(scope, period, now, ct),
        { Office: null } => Offices(scope, period, now, ct),
        _ => Desks(scope, period, now, ct),
    };

    private async Task<IReadOnlyList<BoardLine>> Departments(Scope scope, Period period, DateTimeOffset now, CancellationToken ct)
    {
        var numbers = await Adding.Lines(scope.In(db.ServiceMonths), row => row.Department, scope.In(db.ServiceWaitings), row => row.Department, null, period, now, ct);
        var names = (await directory.Departments(ct)).ToDictionary(department => department.Code, department => department.Name.ToString());
        return InOrder(numbers.Select(line => new BoardLine(new Scope(line.Key), names.GetValueOrDefault(line.Key, line.Key), null, line.Value)));
    }

    private async Task<IReadOnlyList<BoardLine>> Offices(Scope scope, Period period, DateTimeOffset now, CancellationToken ct)
    {
        var passes = await Adding.BetweenOffices(scope.In(db.SeatMonths), period, ct);
        var numbers = await Adding.Lines(scope.In(db.SeatMonths), row => row.OfficeId, scope.In(db.SeatWaitings), row => row.OfficeId, passes, period, now, ct);
        var names = (await directory.Offices(scope.Department!, ct)).ToDictionary(office => office.Id, office => (office.Name.ToString(), office.Code));
        foreach (var other in numbers.Keys.Where(id => !names.ContainsKey(id)).ToList())
        {
            // A desk of another department may hold the department's case.
            if (await directory.Office(other, ct) is { } office) names[other] = (office.Name.ToString(), office.Code);
        }

        return InOrder(numbers.Select(line =>
        {
            var (name, code) = names.GetValueOrDefault(line.Key, (line.Key.ToString(), ""));
            return new BoardLine(scope with { Office = line.Key }, name, code, line.Value);
        }));
    }

    private async Task<IReadOnlyList<BoardLine>> Desks(Scope scope, Period period, DateTimeOffset now, CancellationToken ct)
    {
        var passes = await Adding.BetweenDesks(scope.In(db.SeatMonths), period, ct);
        var numbers = await Adding.Lines(scope.In(db.SeatMonths), row => row.PostId, scope.In(db.SeatWaitings), row => row.PostId, passes, period, now, ct);
        var seats = (await directory.Posts([.. numbers.Keys], clock.Today, ct)).ToDictionary(seat => seat.PostId);
        return InOrder(numbers.Select(line => seats.TryGetValue(line.Key, out var seat)
            ? new BoardLine(scope with { Post = line.Key }, seat.Title.ToString(), seat.Holder?.Name ?? "", line.Value)
            : new BoardLine(scope with { Post = line.Key }, line.Key.ToString(), "", line.Value)));
    }

    private async Task<IReadOnlyList<BoardLine>> Services(Scope scope, Period period, DateTimeOffset now, CancellationToken ct)
    {
        var numbers = await Adding.Lines(
            scope.In(db.ServiceMonths), row => new { row.Department, row.Service }, scope.In(db.ServiceWaitings), row => new { row.Department, row.Service },
            null, period, now, ct);
        var names = (await catalogue.All(clock.Today, ct)).ToDictionary(service => service.Definition.Code, service => service.Name);
        return InOrder(numbers.Select(line =>
            new BoardLine(new Scope(line.Key.Department, Service: line.Key.Service), names.GetValueOrDefault(line.Key.Service, line.Key.Service), null, line.Value)));
    }

    private async Task<string?> Name(Scope scope, CancellationToken ct)
    {
        if (scope.Post is { } post) return (await directory.Post(post, clock.Today, ct))?.Title.ToString() ?? post.ToString();
        if (scope.Office is { } office) return (await directory.Office(office, ct))?.Name.ToString() ?? office.ToString();
        if (scope.Department is { } code) return (await directory.Departments(ct)).FirstOrDefault(department => department.Code == code)?.Name.ToString() ?? code;
        return null;
    }

    // What is late comes first: that is what the page is opened for.
    private static IReadOnlyList<BoardLine> InOrder(IEnumerable<BoardLine> lines) =>
        [.. lines.OrderByDescending(line => line.Figures.Beyond).ThenByDescending(line => line.Figures.Pending).ThenBy(line => line.Name, StringComparer.CurrentCulture)];

    /// <param name="Name">Null for the state.</param>
    /// <param name="MedianDays">Calendar days within which half of the disposals came.</param>
    internal sealed record View(
        Scope Scope, Period Period, string? Name, DateTimeOffset At, Figures Total, int? MedianDays,
        IReadOnlyList<BoardLine> Lines, IReadOnlyList<BoardLine> Services, IReadOnlyList<MonthSum> Trend);
}

/// <summary>One department, office, desk or service and its numbers.</summary>
/// <param name="Note">An office's code, a desk's holder.</param>
public sealed record BoardLine(Scope Scope, string Name, string? Note, Figures Figures);
