using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace OpenSeva.Directory;

/// <summary>Reads the demonstration's files; each says at its top what it holds. A member it does not know is an error.</summary>
internal static class DemoFiles
{
    /// <summary>Everything in the order in which one thing may refer to another.</summary>
    public static IReadOnlyList<Entry> Read(string folder)
    {
        var units = Read<UnitFile>(folder, "units.yaml");
        var offices = Read<OfficeFile>(folder, "offices.yaml");
        var names = Read<PeopleFile>(folder, "people.yaml", passOver: true).People.ToDictionary(person => person.Id, person => person.Name);
        var posts = offices.Offices.SelectMany(office => office.Posts).ToDictionary(post => post.Code, StringComparer.Ordinal);
        return
        [
            .. units.Units.Select(unit => new UnitEntry(unit.Code, unit.Hierarchy, unit.Level, unit.Parent, unit.Name.Text, unit.Census)),
            .. units.Links.Select(link => new LinkEntry(link.Village, link.LocalBody)),
            .. Read<DepartmentFile>(folder, "departments.yaml").Departments.Select(department => new DepartmentEntry(department.Code, department.Name.Text)),
            .. Read<CalendarFile>(folder, "calendars.yaml").Calendars.SelectMany(Calendar),
            .. offices.Offices.Select(office => new OfficeEntry(office.Id, office.Code, office.Name.Text, office.Department, office.Unit, office.Calendar)),
            .. offices.Offices.SelectMany(office => office.Posts.Select(post => new PostEntry(post.Id, post.Code, post.Title.Text, office.Id, post.Roles, post.Units))),
            // A regular charge needs an id of its own that is the same each time: the post's, marked.
            .. posts.Values.Where(post => post.Holder is not null).Select(post => new ChargeEntry(Charge(post.Id), post.Id, post.Holder!.Value, names[post.Holder.Value], ChargeKind.Regular, DemoDirectory.Began, null)),
            .. offices.Charges.Select(charge => new ChargeEntry(charge.Id, posts[charge.Post].Id, charge.Holder, names[charge.Holder], charge.As is "link-officer" ? ChargeKind.LinkOfficer : ChargeKind.AdditionalCharge, Day(charge.From), null)),
            .. offices.Absences.Select(absence => new AbsenceEntry(absence.Id, absence.Staff, Day(absence.From), Day(absence.Until))),
        ];
    }

    private static IEnumerable<Entry> Calendar(CalendarRow calendar) =>
    [
        new CalendarEntry(
            calendar.Code, calendar.Name.Text, calendar.TimeZone,
            [.. calendar.Week.Select(hours => new OpenHours(Weekday(hours.Day), Time(hours.Opens), Time(hours.Closes), hours.From is null ? null : Day(hours.From), hours.Until is null ? null : Day(hours.Until)))],
            [.. calendar.Closed.Select(closed => new NthWeekday(closed.Nth, Weekday(closed.Day)))]),
        .. calendar.Holidays.Select(holiday => new HolidayEntry(calendar.Code, Day(holiday.Date), holiday.Name.Text, null)),
    ];

    /// <param name="passOver">Members that are another room's business are passed over instead of refused.</param>
    private static T Read<T>(string folder, string file, bool passOver = false)
    {
        using var reader = new StreamReader(Path.Combine(folder, file));
        var rows = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance);
        return (passOver ? rows.IgnoreUnmatchedProperties() : rows).Build().Deserialize<T>(reader);
    }

    private static Guid Charge(Guid post)
    {
        var bytes = post.ToByteArray(bigEndian: true);
        bytes[^6] ^= 0x0C;
        return new(bytes, bigEndian: true);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static DayOfWeek Weekday(string text) => Enum.Parse<DayOfWeek>(text, ignoreCase: true);
}
