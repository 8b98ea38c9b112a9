using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Directory;

/// <summary>What an order says about one thing in the directory: all of it, as it stands from the order's date.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(UnitEntry), UnitEntry.Kind)]
[JsonDerivedType(typeof(LinkEntry), LinkEntry.Kind)]
[JsonDerivedType(typeof(DepartmentEntry), DepartmentEntry.Kind)]
[JsonDerivedType(typeof(CalendarEntry), CalendarEntry.Kind)]
[JsonDerivedType(typeof(HolidayEntry), HolidayEntry.Kind)]
[JsonDerivedType(typeof(OfficeEntry), OfficeEntry.Kind)]
[JsonDerivedType(typeof(PostEntry), PostEntry.Kind)]
[JsonDerivedType(typeof(ChargeEntry), ChargeEntry.Kind)]
[JsonDerivedType(typeof(AbsenceEntry), AbsenceEntry.Kind)]
internal abstract partial record Entry
{
    public const int LongestName = 120;

    /// <summary>What it is about, for example <c>office/0199…</c>: kind and key.</summary>
    [JsonIgnore]
    public abstract string Subject { get; }

    /// <summary>Refuses an entry that could not stand by itself: a name missing or too long, a code nobody could type.</summary>
    public virtual void Check()
    {
    }

    /// <summary>
    /// True for what carries its own dates (a charge, an absence, a holiday, hours that name their days): the latest
    /// wording holds on every day. Everything else holds from its order's date to the next order's.
    /// </summary>
    public static bool BringsItsDates(string subject) =>
        subject[..subject.IndexOf('/', StringComparison.Ordinal)] is ChargeEntry.Kind or AbsenceEntry.Kind or HolidayEntry.Kind or CalendarEntry.Kind;

    protected static void CheckName(LocalText name)
    {
        if (string.IsNullOrWhiteSpace(name.En) || Languages.All.Any(language => name.In(language.Code).Length > LongestName))
            throw new Refusal("directory.name-wrong", LongestName);
    }

    protected static void CheckCode(string code)
    {
        if (!Code().IsMatch(code)) throw new Refusal("directory.code-wrong", code);
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,39}$")]
    private static partial Regex Code();
}

/// <summary>A jurisdiction unit. The LGD-like code is ours for good; the census code is kept apart and may be missing.</summary>
/// <param name="Census">Census 2011 code: 2 digits for a state, 3 district, 5 sub-district, 6 village.</param>
internal sealed record UnitEntry(string Code, string Hierarchy, string Level, string? Parent, LocalText Name, string? Census = null) : Entry
{
    public const string Kind = "unit";
    public override string Subject => Of(Code);

    public override void Check()
    {
        CheckCode(Code);
        CheckName(Name);
    }

    public static string Of(string code) => $"{Kind}/{code}";
}

/// <summary>A revenue village and a local body share ground; either may share it with several of the other.</summary>
internal sealed record LinkEntry(string Village, string LocalBody) : Entry
{
    public const string Kind = "link";
    public override string Subject => $"{Kind}/{Village}~{LocalBody}";
}

internal sealed record DepartmentEntry(string Code, LocalText Name) : Entry
{
    public const string Kind = "department";
    public override string Subject => Of(Code);

    public override void Check()
    {
        CheckCode(Code);
        CheckName(Name);
    }

    public static string Of(string code) => $"{Kind}/{code}";
}

/// <summary>When the offices that follow this calendar are open; its holidays are entries of their own.</summary>
internal sealed record CalendarEntry(
    string Code, LocalText Name, string TimeZone, IReadOnlyList<OpenHours> Week, IReadOnlyList<NthWeekday> ClosedWeekdays) : Entry
{
    public const string Kind = "calendar";
    public override string Subject => Of(Code);

    public override void Check()
    {
        CheckCode(Code);
        CheckName(Name);
    }

    public static string Of(string code) => $"{Kind}/{code}";
}

/// <param name="DeclaredAt">When it became known; null means with the year's list.</param>
internal sealed record HolidayEntry(string Calendar, DateOnly Date, LocalText Name, DateTimeOffset? DeclaredAt) : Entry
{
    public const string Kind = "holiday";
    public override string Subject => Of(Calendar, Date);

    public override void Check() => CheckName(Name);

    public static string Of(string calendar, DateOnly date) => $"{Kind}/{calendar}~{date:yyyy-MM-dd}";
}

internal sealed record OfficeEntry(Guid Id, string Code, LocalText Name, string Department, string Unit, string Calendar) : Entry
{
    public const string Kind = "office";
    public override string Subject => Of(Id);

    public override void Check()
    {
        CheckCode(Code);
        CheckName(Name);
    }

    public static string Of(Guid id) => $"{Kind}/{id:N}";
}

/// <summary>A seat: it carries the roles and the area, whoever sits in it.</summary>
internal sealed record PostEntry(Guid Id, string Code, LocalText Title, Guid Office, IReadOnlyList<string> Roles, IReadOnlyList<string> Units) : Entry
{
    public const string Kind = "post";
    public override string Subject => Of(Id);

    public override void Check()
    {
        CheckCode(Code);
        CheckName(Title);
        foreach (var role in Roles) CheckCode(role);
        if (Roles.Count is 0) throw new Refusal("directory.roles-missing", Code);
        if (Units.Count is 0) throw new Refusal("directory.units-missing", Code);
    }

    public static string Of(Guid id) => $"{Kind}/{id:N}";
}

/// <summary>A person holds a post for dates, both included. The name is the one on the posting order.</summary>
internal sealed record ChargeEntry(Guid Id, Guid Post, Guid Staff, string Name, ChargeKind As, DateOnly From, DateOnly? Until) : Entry
{
    public const string Kind = "charge";
    public override string Subject => Of(Id);

    public bool HoldsOn(DateOnly day) => From <= day && !(Until < day);

    public bool Overlaps(ChargeEntry other) => !(Until < other.From) && !(other.Until < From);

    public static string Of(Guid id) => $"{Kind}/{id:N}";
}

/// <summary>A person is on leave or on duty elsewhere, both days included.</summary>
internal sealed record AbsenceEntry(Guid Id, Guid Staff, DateOnly From, DateOnly Until) : Entry
{
    public const string Kind = "absence";
    public override string Subject => Of(Id);

    public static string Of(Guid id) => $"{Kind}/{id:N}";
}
