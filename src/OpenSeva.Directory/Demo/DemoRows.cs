using OpenSeva.Kernel;

namespace OpenSeva.Directory;

// The shapes of the demonstration's files, member for member.
internal sealed class NameRow
{
    public string En { get; set; } = "";
    public string Hi { get; set; } = "";
    public string Gu { get; set; } = "";
    public string Ml { get; set; } = "";
    public string Pa { get; set; } = "";

    public LocalText Text => new(En, Hi, Gu, Ml, Pa);
}

internal sealed class UnitFile
{
    public List<UnitRow> Units { get; set; } = [];
    public List<LinkRow> Links { get; set; } = [];
}

internal sealed class UnitRow
{
    public string Code { get; set; } = "";
    public string Hierarchy { get; set; } = "";
    public string Level { get; set; } = "";
    public string? Parent { get; set; }
    public string? Census { get; set; }
    public NameRow Name { get; set; } = new();
}

internal sealed class LinkRow
{
    public string Village { get; set; } = "";
    public string LocalBody { get; set; } = "";
}

internal sealed class DepartmentFile
{
    public List<DepartmentRow> Departments { get; set; } = [];
}

internal sealed class DepartmentRow
{
    public string Code { get; set; } = "";
    public NameRow Name { get; set; } = new();
}

internal sealed class CalendarFile
{
    public List<CalendarRow> Calendars { get; set; } = [];
}

internal sealed class CalendarRow
{
    public string Code { get; set; } = "";
    public NameRow Name { get; set; } = new();
    public string TimeZone { get; set; } = "";
    public List<HoursRow> Week { get; set; } = [];
    public List<ClosedRow> Closed { get; set; } = [];
    public List<HolidayRow> Holidays { get; set; } = [];
}

internal sealed class HoursRow
{
    public string Day { get; set; } = "";
    public string Opens { get; set; } = "";
    public string Closes { get; set; } = "";
    public string? From { get; set; }
    public string? Until { get; set; }
}

internal sealed class ClosedRow
{
    public int Nth { get; set; }
    public string Day { get; set; } = "";
}

internal sealed class HolidayRow
{
    public string Date { get; set; } = "";
    public NameRow Name { get; set; } = new();
}

internal sealed class OfficeFile
{
    public List<OfficeRow> Offices { get; set; } = [];
    public List<ChargeRow> Charges { get; set; } = [];
    public List<AbsenceRow> Absences { get; set; } = [];
}

internal sealed class OfficeRow
{
    public Guid Id { get; set; }
    public string Code { get; set; } = "";
    public string Department { get; set; } = "";
    public string Unit { get; set; } = "";
    public string Calendar { get; set; } = "";
    public NameRow Name { get; set; } = new();
    public List<PostRow> Posts { get; set; } = [];
}

internal sealed class PostRow
{
    public Guid Id { get; set; }
    public string Code { get; set; } = "";
    public NameRow Title { get; set; } = new();
    public List<string> Roles { get; set; } = [];
    public List<string> Units { get; set; } = [];
    public Guid? Holder { get; set; }
}

internal sealed class ChargeRow
{
    public Guid Id { get; set; }
    public string Post { get; set; } = "";
    public Guid Holder { get; set; }
    public string As { get; set; } = "";
    public string From { get; set; } = "";
}

internal sealed class AbsenceRow
{
    public Guid Id { get; set; }
    public Guid Staff { get; set; }
    public string From { get; set; } = "";
    public string Until { get; set; } = "";
}

internal sealed class PeopleFile
{
    public List<PersonRow> People { get; set; } = [];
}

/// <summary>Only the name is the directory's business; the rest of a person belongs to sign-in.</summary>
internal sealed class PersonRow
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
}
