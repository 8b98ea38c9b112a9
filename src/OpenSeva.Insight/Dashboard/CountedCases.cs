using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Directory;
using OpenSeva.Insight.Facts;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Insight.Dashboard;

/// <summary>Which number one looks behind.</summary>
public enum Counted { Received, Disposed, Within, Late, Rejected, SentBack, Withdrawn, Pending, Beyond, Paused, BroughtForward, PassedIn, PassedOut, CarriedForward }

/// <summary>The applications that one number of the dashboard counts, page by page.</summary>
internal sealed class CountedCases(InsightDb db, IDirectory directory, ICatalogue catalogue, IClock legalClock, Acting acting, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/cases", Get).WithSummary("The applications that one number of the board counts");

    private static async Task<Ok<View>> Get(
        string what, string? department, Guid? office, Guid? post, string? service, string? period, CountedCases cases,
        CancellationToken ct, string? after = null, [Range(1, Lists.Most)] int limit = Lists.Usual) =>
        TypedResults.Ok(await cases.Behind(
            Parse(what) ?? throw new BadHttpRequestException($"What is counted is one of {string.Join(", ", Enum.GetNames<Counted>())}."),
            new Scope(department, office, post, service), period, after, limit, ct));

    /// <summary>Beyond, beyond, sent-back; null when nothing is counted under that name.</summary>
    public static Counted? Parse(string? name) =>
        Enum.TryParse<Counted>(name?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var what) && Enum.IsDefined(what) ? what : null;

    public async Task<View> Behind(Counted what, Scope asked, string? periodName, string? after, int limit, CancellationToken ct)
    {
        var scope = asked.Within(acting.Actor);
        var now = clock.Now;
        var period = Period.Of(periodName, now);
        var cursor = after is null ? null : Cursor.Parse(after);
        var found = what switch
        {
            Dashboard.Counted.PassedIn or Dashboard.Counted.PassedOut => await PassedPage(Passed(what, scope, period), cursor, limit, ct),
            Dashboard.Counted.BroughtForward => Found.Of(await HeldPage(HeldAt(scope, period.From), what, cursor, limit, ct)),
            Dashboard.Counted.CarriedForward => Found.Of(await HeldPage(HeldAt(scope, period.Until), what, cursor, limit, ct)),
            _ => Found.Of(await Page(Counted(what, scope, period, now), what, cursor, limit, ct)),
        };
        var more = found.Count > limit;
        if (more) found.RemoveAt(limit);
        var rows = found.ConvertAll(one => one.Row);

        var seats = (await directory.Posts([.. rows.Select(row => row.PostId).Distinct()], clock.Today, ct)).ToDictionary(seat => seat.PostId);
        var services = (await catalogue.All(clock.Today, ct)).ToDictionary(each => each.Definition.Code);
        var days = new Dictionary<Guid, DayTable>();
        foreach (var office in seats.Values.Select(seat => seat.Office.Id).Distinct()) days[office] = await legalClock.Days(office, ct);
        return new(what, scope, period, now,
            [.. found.Select(one => (one.Row, one.PassedAt)).Select(each => LineOf(each.Row, each.PassedAt))],
            more ? Cursor.Of(what, found[^1]).ToString() : null);

        Line LineOf(CaseRow row, DateTimeOffset? passedAt) => new(
                row.Id, row.Number, row.Service, services.GetValueOrDefault(row.Service)?.Name ?? row.Service, row.Standing.ToString(), row.ReceivedAt, row.Since,
                row.DueAt == CaseRow.Never ? null : row.DueAt, row.ClosedAt, row.WithinLimit, row.PostId,
                seats.GetValueOrDefault(row.PostId)?.Title.ToString(), seats.GetValueOrDefault(row.PostId)?.Office.Name.ToString(), seats.GetValueOrDefault(row.PostId)?.Holder?.Name) { PassedAt = passedAt, WorkingDaysLeft = DaysLeft(row) };

        int? DaysLeft(CaseRow row) => row.ClosedAt is null && row.DueAt != CaseRow.Never && days.TryGetValue(row.OfficeId, out var table)
            && services.GetValueOrDefault(row.Service)?.Definition.Law.Rule.Unit is LimitUnit.WorkingDays ? table.OpenDaysBetween(now, row.DueAt) : null;
    }

    /// <summary>All of them: as many as the number says.</summary>
    internal IQueryable<CaseRow> Counted(Counted what, Scope scope, Period period, DateTimeOffset now)
    {
        var (from, until, never) = (period.From, period.Until, CaseRow.Never);
        if (what is Dashboard.Counted.PassedIn or Dashboard.Counted.PassedOut) return Passed(what, scope, period).Join(db.Cases, pass => pass.CaseId, row => row.Id, (_, row) => row);
        if (what is Dashboard.Counted.BroughtForward) return HeldAt(scope, from).Aggregate(Queryable.Concat);
        if (what is Dashboard.Counted.CarriedForward) return HeldAt(scope, until).Aggregate(Queryable.Concat);
        if (what is Dashboard.Counted.Received) return scope.In(db.Cases, received: true).Where(row => row.ReceivedAt >= from && row.ReceivedAt < until);

        var held = scope.In(db.Cases, received: false);
        var pending = held.Where(row => row.ClosedAt == null);
        var closed = held.Where(row => row.ClosedAt != null && row.ClosedAt >= from && row.ClosedAt < until);
        var disposed = closed.Where(row => row.Standing == Standing.Approved || row.Standing == Standing.Rejected);
        return what switch
        {
            Dashboard.Counted.Disposed => disposed,
            Dashboard.Counted.Within => disposed.Where(row => row.WithinLimit == true),
            Dashboard.Counted.Late => disposed.Where(row => row.WithinLimit != true),
            Dashboard.Counted.Rejected => disposed.Where(row => row.Standing == Standing.Rejected),
            Dashboard.Counted.SentBack => disposed.Where(row => row.Objections > 0),
            Dashboard.Counted.Withdrawn => closed.Where(row => row.Standing == Standing.Withdrawn),
            Dashboard.Counted.Beyond => pending.Where(row => row.DueAt < now),
            Dashboard.Counted.Paused => pending.Where(row => row.DueAt >= never),
            _ => pending,
        };
    }

    /// <summary>What came to the place from elsewhere, or went from it, each time: an application may come twice.</summary>
    private IQueryable<Pass> Passed(Counted what, Scope scope, Period period)
    {
        var (from, until, office, post) = (period.From, period.Until, scope.Office, scope.Post);
        // Nothing leaves the state, its department or its service.
        if (office is null && post is null) return db.Passes.Where(pass => false);

        var passes = db.Passes.Where(pass => pass.At >= from && pass.At < until);
        if (scope.Department is { } department) passes = passes.Where(pass => pass.Department == department);
        if (scope.Service is { } service) passes = passes.Where(pass => pass.Service == service);
        if (post is null) passes = passes.Where(pass => pass.FromOffice != pass.ToOffice);
        return what is Dashboard.Counted.PassedIn
            ? passes.Where(pass => (office == null || pass.ToOffice == office) && (post == null || pass.ToPost == post))
            : passes.Where(pass => (office == null || pass.FromOffice == office) && (post == null || pass.FromPost == post));
    }

    /// <summary>
    /// What was pending at an instant, at the place that held it then: where the last pass before had brought it, else where it
    /// was received. Each is looked for from the place, not among all that was pending then.
    /// </summary>
    private IReadOnlyList<IQueryable<CaseRow>> HeldAt(Scope scope, DateTimeOffset at)
    {
        var open = db.Cases.Where(row => row.ReceivedAt < at && (row.ClosedAt == null || row.ClosedAt >= at));
        var received = scope.In(open, received: true);
        if (scope.Office is null && scope.Post is null) return [received];

        var brought = db.Passes.Where(pass => pass.At < at && !db.Passes.Any(later => later.CaseId == pass.CaseId && later.At < at && later.N > pass.N));
        if (scope.Office is { } office) brought = brought.Where(pass => pass.ToOffice == office);
        if (scope.Post is { } post) brought = brought.Where(pass => pass.ToPost == post);
        return
        [
            brought.Join((scope with { Office = null, Post = null }).In(open, received: true), pass => pass.CaseId, row => row.Id, (_, row) => row),
            received.Where(row => !db.Passes.Any(pass => pass.CaseId == row.Id && pass.At < at)),
        ];
    }

    // Page by page of each, so that neither is read to its end for the first rows of both.
    private static async Task<List<CaseRow>> HeldPage(IReadOnlyList<IQueryable<CaseRow>> held, Counted what, Cursor? after, int limit, CancellationToken ct)
    {
        var rows = new List<CaseRow>();
        foreach (var part in held) rows.AddRange(await Page(part, what, after, limit, ct));
        return [.. rows.OrderByDescending(row => row.ReceivedAt).ThenBy(row => row.Id).Take(limit + 1)];
    }

    private async Task<List<Found>> PassedPage(IQueryable<Pass> passes, Cursor? after, int limit, CancellationToken ct)
    {
        var (at, id) = (after?.At ?? default, after?.Id ?? default);
        if (after is not null) passes = passes.Where(pass => pass.At < at || (pass.At == at && pass.CaseId.CompareTo(id) > 0));
        var page = await passes.OrderByDescending(pass => pass.At).ThenBy(pass => pass.CaseId).Take(limit + 1)
            .Join(db.Cases, pass => pass.CaseId, row => row.Id, (pass, row) => new { Row = row, pass.At }).ToListAsync(ct);
        return [.. page.OrderByDescending(one => one.At).ThenBy(one => one.Row.Id).Select(one => new Found(one.Row, one.At))];
    }

    // What waits is shown oldest limit first, what happened newest first; the cursor names the last row shown.
    private static Task<List<CaseRow>> Page(IQueryable<CaseRow> rows, Counted what, Cursor? after, int limit, CancellationToken ct)
    {
        var (at, id) = (after?.At ?? default, after?.Id ?? default);
        var ordered = what switch
        {
            Dashboard.Counted.Pending or Dashboard.Counted.Beyond or Dashboard.Counted.Paused =>
                (after is null ? rows : rows.Where(row => row.DueAt > at || (row.DueAt == at && row.Id.CompareTo(id) > 0))).OrderBy(row => row.DueAt),
            Dashboard.Counted.Received or Dashboard.Counted.BroughtForward or Dashboard.Counted.CarriedForward =>
                (after is null ? rows : rows.Where(row => row.ReceivedAt < at || (row.ReceivedAt == at && row.Id.CompareTo(id) > 0))).OrderByDescending(row => row.ReceivedAt),
            _ => (after is null ? rows : rows.Where(row => row.ClosedAt < at || (row.ClosedAt == at && row.Id.CompareTo(id) > 0))).OrderByDescending(row => row.ClosedAt),
        };
        return ordered.ThenBy(row => row.Id).Take(limit + 1).ToListAsync(ct);
    }

    /// <param name="PassedAt">When it came from elsewhere, or went.</param>
    private sealed record Found(CaseRow Row, DateTimeOffset? PassedAt)
    {
        public static List<Found> Of(List<CaseRow> rows) => rows.ConvertAll(row => new Found(row, null));
    }

    private sealed record Cursor(DateTimeOffset At, Guid Id)
    {
        public static Cursor Of(Counted what, Found found) => new(
            found.PassedAt ?? (what is Dashboard.Counted.Received or Dashboard.Counted.BroughtForward or Dashboard.Counted.CarriedForward ? found.Row.ReceivedAt : found.Row.ClosedAt ?? found.Row.DueAt),
            found.Row.Id);

        public static Cursor Parse(string text) =>
            text.Split('-') is [var at, var id]
            && long.TryParse(at, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var ticks) && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
            && Guid.TryParseExact(id, "N", out var row)
                ? new(new DateTimeOffset(ticks, TimeSpan.Zero), row)
                : throw Lists.Unknown();

        public override string ToString() => $"{At.UtcTicks:x}-{Id:N}";
    }

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    internal sealed record View(Counted What, Scope Scope, Period Period, DateTimeOffset At, IReadOnlyList<Line> Items, string? Next);

    /// <param name="DueAt">Null while the clock stands still.</param>
    /// <param name="PostId">Who holds it, or held it last.</param>
    internal sealed record Line(
        Guid Id, string Number, string Service, string ServiceName, string Standing, DateTimeOffset ReceivedAt, DateTimeOffset Since,
        DateTimeOffset? DueAt, DateTimeOffset? ClosedAt, bool? WithinLimit, Guid PostId, string? Desk, string? Office, string? Holder)
    {
        /// <summary>Of what was passed in or out: when.</summary>
        public DateTimeOffset? PassedAt { get; init; }

        /// <summary>Working days until the law's limit, negative when it has passed; null where the law counts every day, and once decided.</summary>
        public int? WorkingDaysLeft { get; init; }
    }
}
