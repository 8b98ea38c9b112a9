using System.Collections.Concurrent;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Directory;

/// <summary>The directory as it stands on one day: what every question is answered from. Never changes once made.</summary>
internal sealed class DirectoryDay
{
    private readonly Dictionary<Guid, ChargeEntry[]> charges;
    private readonly ConcurrentDictionary<(string Code, string Language), WorkCalendar> calendars = [];
    private readonly HashSet<Guid> absent;
    private readonly ILookup<string, UnitEntry> below;
    private readonly ILookup<string, string> linked;
    private readonly ILookup<Guid, PostEntry> inOffice;
    private readonly ILookup<(string Role, string Unit), PostEntry> answering;
    private readonly ILookup<Guid, PostEntry> heldBy;

    public DirectoryDay(Book book, DateOnly day)
    {
        (Book, Day) = (book, day);
        var entries = book.Subjects.Select(subject => book.On(subject, day)).OfType<Entry>().ToList();
        Units = entries.OfType<UnitEntry>().ToDictionary(unit => unit.Code, StringComparer.Ordinal);
        Departments = entries.OfType<DepartmentEntry>().ToDictionary(department => department.Code, StringComparer.Ordinal);
        Calendars = entries.OfType<CalendarEntry>().ToDictionary(calendar => calendar.Code, StringComparer.Ordinal);
        Holidays = entries.OfType<HolidayEntry>().ToLookup(holiday => holiday.Calendar, StringComparer.Ordinal);
        Offices = entries.OfType<OfficeEntry>().ToDictionary(office => office.Id);
        Posts = entries.OfType<PostEntry>().ToDictionary(post => post.Id);
        charges = entries.OfType<ChargeEntry>().Where(charge => charge.HoldsOn(day)).GroupBy(charge => charge.Post).ToDictionary(group => group.Key, group => group.ToArray());
        absent = [.. entries.OfType<AbsenceEntry>().Where(absence => absence.From <= day && day <= absence.Until).Select(absence => absence.Staff)];

        below = Units.Values.ToLookup(unit => unit.Parent ?? "", StringComparer.Ordinal);
        linked = entries.OfType<LinkEntry>()
            .SelectMany(link => new[] { (From: link.Village, To: link.LocalBody), (From: link.LocalBody, To: link.Village) })
            .ToLookup(pair => pair.From, pair => pair.To, StringComparer.Ordinal);
        var ordered = Posts.Values.OrderBy(post => post.Code, StringComparer.Ordinal).ToList();
        inOffice = ordered.ToLookup(post => post.Office);
        answering = ordered.SelectMany(post => post.Roles.SelectMany(role => post.Units.Select(unit => (Key: (role, unit), Post: post))))
            .ToLookup(pair => pair.Key, pair => pair.Post);
        heldBy = ordered.Where(post => Holder(post.Id) is not null).ToLookup(post => Holder(post.Id)!.Staff);
        Roles = ordered.SelectMany(post => post.Roles).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Nothing at all: what a page shows until it has asked.</summary>
    public static readonly DirectoryDay None = new(Book.Empty, DateOnly.MinValue);

    public Book Book { get; }

    public DateOnly Day { get; }

    public IReadOnlyDictionary<string, UnitEntry> Units { get; }

    public IReadOnlyDictionary<string, DepartmentEntry> Departments { get; }

    public IReadOnlyDictionary<string, CalendarEntry> Calendars { get; }

    public ILookup<string, HolidayEntry> Holidays { get; }

    public IReadOnlyDictionary<Guid, OfficeEntry> Offices { get; }

    public IReadOnlyDictionary<Guid, PostEntry> Posts { get; }

    public IReadOnlySet<string> Roles { get; }

    /// <summary>The post, or how it last was (or will be): what happened there must keep its name.</summary>
    public PostEntry? PostEver(Guid id) => Posts.GetValueOrDefault(id) ?? Book.Ever(PostEntry.Of(id)) as PostEntry;

    public OfficeEntry? OfficeEver(Guid id) => Offices.GetValueOrDefault(id) ?? Book.Ever(OfficeEntry.Of(id)) as OfficeEntry;

    public IEnumerable<UnitEntry> Below(string? parent) => below[parent ?? ""];

    /// <summary>What lies directly below and is of such a level, or leads to one; everything when no level is named.</summary>
    public IEnumerable<UnitEntry> Towards(string? parent, IReadOnlyList<string> levels) => Below(parent).Where(unit => levels.Count is 0 || Leads(unit, levels));

    private bool Leads(UnitEntry unit, IReadOnlyList<string> levels) => levels.Contains(unit.Level) || Below(unit.Code).Any(lower => Leads(lower, levels));

    public IEnumerable<PostEntry> PostsIn(Guid office) => inOffice[office];

    public IEnumerable<PostEntry> PostsHeldBy(Guid staff) => heldBy[staff];

    public bool IsAbsent(Guid staff) => absent.Contains(staff);

    /// <summary>Everybody who holds the post on this day, present or not.</summary>
    public IReadOnlyList<ChargeEntry> ChargesOf(Guid post) => charges.GetValueOrDefault(post) ?? [];

    /// <summary>
    /// The one person who acts from the post: its regular holder, else who has additional charge; the link officer
    /// only when one of those is there but away.
    /// </summary>
    public ChargeEntry? Holder(Guid post)
    {
        var all = ChargesOf(post);
        if (all.Count is 0) return null;
        var holders = all.Where(charge => charge.As is not ChargeKind.LinkOfficer).OrderBy(charge => charge.As).ToList();
        return holders.Find(charge => !absent.Contains(charge.Staff))
            ?? (holders.Count > 0 ? all.FirstOrDefault(charge => charge.As is ChargeKind.LinkOfficer && !absent.Contains(charge.Staff)) : null);
    }

    /// <summary>The unit and everything above it, itself first; empty when unknown.</summary>
    public IEnumerable<UnitEntry> Path(string code)
    {
        for (var unit = Units.GetValueOrDefault(code); unit is not null; unit = unit.Parent is { } parent ? Units.GetValueOrDefault(parent) : null)
            yield return unit;
    }

    public IEnumerable<UnitEntry> LinkedTo(string code) => linked[code].Order(StringComparer.Ordinal).Select(other => Units.GetValueOrDefault(other)).OfType<UnitEntry>();

    /// <summary>
    /// Where to look for a post that answers for a unit, nearest first: the unit; then what lies above it in either
    /// hierarchy (through shared ground), lowest first, its own hierarchy before the other.
    /// </summary>
    public IEnumerable<string> Ascent(string code)
    {
        var own = Path(code).ToList();
        if (own.Count is 0) return [];
        var across = own.SelectMany(unit => LinkedTo(unit.Code)).SelectMany(unit => Path(unit.Code));
        return own.Skip(1).Select(unit => (unit.Code, Across: false)).Concat(across.Select(unit => (unit.Code, Across: true)))
            .DistinctBy(step => step.Code)
            .Where(step => step.Code != code)
            .Select(step => (step.Code, step.Across, Depth: Path(step.Code).Count()))
            .OrderByDescending(step => step.Depth).ThenBy(step => step.Across).ThenBy(step => step.Code, StringComparer.Ordinal)
            .Select(step => step.Code)
            .Prepend(code);
    }

    /// <summary>
    /// The post that answers for a role over a unit. Of several at the same unit one that somebody holds comes first,
    /// then the lowest code, so that the same question always has the same answer.
    /// </summary>
    public PostEntry? Route(string role, string unit, string? department) => Ascent(unit)
        .Select(step => answering[(role, step)]
            .Where(post => department is null || Offices.GetValueOrDefault(post.Office)?.Department == department)
            .OrderBy(post => Holder(post.Id) is null)
            .FirstOrDefault())
        .FirstOrDefault(post => post is not null);

    /// <summary>The calendar with its holidays named in the current language; made once per language.</summary>
    public WorkCalendar CalendarOf(string code) => calendars.GetOrAdd((code, Languages.Current), _ =>
    {
        var calendar = Calendars.GetValueOrDefault(code) ?? (CalendarEntry)Book.Ever(CalendarEntry.Of(code))!;
        return new(
            calendar.Code, calendar.TimeZone, calendar.Week,
            [.. Holidays[code].OrderBy(holiday => holiday.Date).Select(holiday => new Holiday(holiday.Date, holiday.Name.ToString(), holiday.DeclaredAt))],
            calendar.ClosedWeekdays);
    });

    public SeatCard Seat(PostEntry post) => new(
        post.Id, post.Code, post.Title, Card(OfficeEver(post.Office)!), post.Roles,
        Holder(post.Id) is { } charge ? new HolderCard(charge.Staff, charge.Name, charge.As) : null);

    public OfficeCard Card(OfficeEntry office) => new(
        office.Id, office.Code, office.Name, office.Department, Departments.GetValueOrDefault(office.Department)?.Name ?? new LocalText(office.Department),
        office.Unit, office.Calendar);

    public static UnitCard Card(UnitEntry unit) => new(unit.Code, unit.Hierarchy, unit.Level, unit.Parent, unit.Name);
}
