using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Directory;
using OpenSeva.Insight.Facts;
using OpenSeva.Kernel;

namespace OpenSeva.Insight.Dashboard;

/// <summary>Which number one looks behind.</summary>
public enum Counted { Received, Disposed, Within, Late, Rejected, SentBack, Withdrawn, Pending, Beyond, Paused }

/// <summary>The applications that one number of the dashboard counts, page by page.</summary>
internal sealed class CountedCases(InsightDb db, IDirectory directory, ICatalogue catalogue, Acting acting, TimeProvider clock)
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
        var rows = await Page(Counted(what, scope, period, now), what, after is null ? null : Cursor.Parse(after), limit, ct);
        var more = rows.Count > limit;
        if (more) rows.RemoveAt(limit);

        var seats = (await directory.Posts([.. rows.Select(row => row.PostId).Distinct()], clock.Today, ct)).ToDictionary(seat => seat.PostId);
        var services = (await catalogue.All(clock.Today, ct)).ToDictionary(each => each.Definition.Code, each => each.Name);
        return new(what, scope, period, now,
            [.. rows.Select(row => new Line(
                row.Id, row.Number, row.Service, services.GetValueOrDefault(row.Service, row.Service), row.Standing.ToString(), row.ReceivedAt, row.Since,
                row.DueAt == CaseRow.Never ? null : row.DueAt, row.ClosedAt, row.WithinLimit, row.PostId,
                seats.GetValueOrDefault(row.PostId)?.Title.ToString(), seats.GetValueOrDefault(row.PostId)?.Office.Name.ToString(), seats.GetValueOrDefault(row.PostId)?.Holder?.Name))],
            more ? Cursor.Of(what, rows[^1]).ToString() : null);
    }

    /// <summary>All of them: as many as the number says.</summary>
    internal IQueryable<CaseRow> Counted(Counted what, Scope scope, Period period, DateTimeOffset now)
    {
        var (from, until, never) = (period.From, period.Until, CaseRow.Never);
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

    // What waits is shown oldest limit first, what happened newest first; the cursor names the last row shown.
    private static Task<List<CaseRow>> Page(IQueryable<CaseRow> rows, Counted what, Cursor? after, int limit, CancellationToken ct)
    {
        var (at, id) = (after?.At ?? default, after?.Id ?? default);
        var ordered = what switch
        {
            Dashboard.Counted.Pending or Dashboard.Counted.Beyond or Dashboard.Counted.Paused =>
                (after is null ? rows : rows.Where(row => row.DueAt > at || (row.DueAt == at && row.Id.CompareTo(id) > 0))).OrderBy(row => row.DueAt),
            Dashboard.Counted.Received =>
                (after is null ? rows : rows.Where(row => row.ReceivedAt < at || (row.ReceivedAt == at && row.Id.CompareTo(id) > 0))).OrderByDescending(row => row.ReceivedAt),
            _ => (after is null ? rows : rows.Where(row => row.ClosedAt < at || (row.ClosedAt == at && row.Id.CompareTo(id) > 0))).OrderByDescending(row => row.ClosedAt),
        };
        return ordered.ThenBy(row => row.Id).Take(limit + 1).ToListAsync(ct);
    }

    private sealed record Cursor(DateTimeOffset At, Guid Id)
    {
        public static Cursor Of(Counted what, CaseRow row) => new(
            what is Dashboard.Counted.Received ? row.ReceivedAt : row.ClosedAt ?? row.DueAt, row.Id);

        public static Cursor Parse(string text) =>
            text.Split('-') is [var at, var id]
            && long.TryParse(at, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var ticks) && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
            && Guid.TryParseExact(id, "N", out var row)
                ? new(new DateTimeOffset(ticks, TimeSpan.Zero), row)
                : throw new BadHttpRequestException("The cursor is not one that this list gave out.");

        public override string ToString() => $"{At.UtcTicks:x}-{Id:N}";
    }

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    internal sealed record View(Counted What, Scope Scope, Period Period, DateTimeOffset At, IReadOnlyList<Line> Items, string? Next);

    /// <param name="DueAt">Null while the clock stands still.</param>
    /// <param name="PostId">Who holds it, or held it last.</param>
    internal sealed record Line(
        Guid Id, string Number, string Service, string ServiceName, string Standing, DateTimeOffset ReceivedAt, DateTimeOffset Since,
        DateTimeOffset? DueAt, DateTimeOffset? ClosedAt, bool? WithinLimit, Guid PostId, string? Desk, string? Office, string? Holder);
}
