using System.Globalization;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Directory;

/// <summary>Answers the other rooms' questions from the directory in memory.</summary>
internal sealed class DirectoryDesk(LiveDirectory live) : IDirectory
{
    public async Task<IReadOnlyList<UnitCard>> Units(string? parent, CancellationToken ct) =>
        [.. ByName((await live.Today(ct)).Below(parent)).Select(DirectoryDay.Card)];

    /// <summary>In the order of the current language's alphabet.</summary>
    internal static IEnumerable<UnitEntry> ByName(IEnumerable<UnitEntry> units) => units
        .OrderBy(unit => unit.Name.ToString(), StringComparer.Create(CultureInfo.CurrentUICulture, ignoreCase: true))
        .ThenBy(unit => unit.Code, StringComparer.Ordinal);

    public async Task<IReadOnlyList<UnitCard>> UnitPath(string code, CancellationToken ct) =>
        [.. (await live.Today(ct)).Path(code).Select(DirectoryDay.Card)];

    public async Task<ChosenUnit> Chosen(IReadOnlyList<string?> posted, IReadOnlyList<string> levels, CancellationToken ct)
    {
        var day = await live.Today(ct);
        UnitEntry? chosen = null;
        foreach (var code in posted)
        {
            // The first list may begin below the state; every further choice lies directly under the one before.
            if (string.IsNullOrEmpty(code) || !day.Units.TryGetValue(code, out var unit)) break;
            if (chosen is not null && unit.Parent != chosen.Code) break;
            chosen = unit;
        }

        return new(chosen?.Code, chosen is not null && (levels.Contains(chosen.Level) || !day.Towards(chosen.Code, levels).Any()));
    }

    public async Task<SeatCard?> Route(string role, string unit, string? department, DateOnly on, CancellationToken ct)
    {
        var day = await live.On(on, ct);
        return day.Route(role, unit, department) is { } post ? day.Seat(post) : null;
    }

    public async Task<SeatCard?> Post(Guid postId, DateOnly on, CancellationToken ct)
    {
        var day = await live.On(on, ct);
        return day.PostEver(postId) is { } post ? day.Seat(post) : null;
    }

    public async Task<IReadOnlyList<SeatCard>> Posts(IReadOnlyCollection<Guid> postIds, DateOnly on, CancellationToken ct)
    {
        var day = await live.On(on, ct);
        return [.. postIds.Select(day.PostEver).OfType<PostEntry>().Select(day.Seat)];
    }

    public async Task<IReadOnlyList<SeatCard>> PostsOf(Guid staffId, DateOnly on, CancellationToken ct)
    {
        var day = await live.On(on, ct);
        return [.. day.PostsHeldBy(staffId).Select(day.Seat).OrderBy(seat => seat.Holder!.Kind)];
    }

    public async Task<IReadOnlyList<SeatCard>> PostsInOffice(Guid officeId, DateOnly on, CancellationToken ct)
    {
        var day = await live.On(on, ct);
        return [.. day.PostsIn(officeId).Select(day.Seat)];
    }

    public async Task<OfficeCard?> Office(Guid officeId, CancellationToken ct)
    {
        var day = await live.Today(ct);
        return day.OfficeEver(officeId) is { } office ? day.Card(office) : null;
    }

    public async Task<IReadOnlyList<OfficeCard>> Offices(string department, CancellationToken ct)
    {
        var day = await live.Today(ct);
        return [.. day.Offices.Values.Where(office => office.Department == department).OrderBy(office => office.Code, StringComparer.Ordinal).Select(day.Card)];
    }

    public async Task<IReadOnlyList<DepartmentCard>> Departments(CancellationToken ct) =>
        [.. (await live.Today(ct)).Departments.Values.OrderBy(department => department.Code, StringComparer.Ordinal).Select(department => new DepartmentCard(department.Code, department.Name))];

    public async Task<WorkCalendar> Calendar(Guid officeId, CancellationToken ct)
    {
        var day = await live.Today(ct);
        return day.OfficeEver(officeId) is { } office ? day.CalendarOf(office.Calendar) : throw new Refusal("request.not-found");
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<OfficeCard>>> VacantRoles(CancellationToken ct)
    {
        var day = await live.Today(ct);
        return day.Posts.Values.SelectMany(post => post.Roles.Select(role => (Role: role, Post: post)))
            .GroupBy(pair => pair.Role, pair => pair.Post, StringComparer.Ordinal)
            .Where(posts => posts.All(post => day.ChargesOf(post.Id).All(charge => charge.As is ChargeKind.LinkOfficer)))
            .ToDictionary(
                posts => posts.Key,
                posts => (IReadOnlyList<OfficeCard>)[.. posts.Select(post => post.Office).Distinct().Select(day.OfficeEver).OfType<OfficeEntry>().OrderBy(office => office.Code, StringComparer.Ordinal).Select(day.Card)],
                StringComparer.Ordinal);
    }

    public async Task<IReadOnlySet<string>> Roles(CancellationToken ct) => (await live.Today(ct)).Roles;
}
