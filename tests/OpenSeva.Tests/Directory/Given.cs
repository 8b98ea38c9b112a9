using OpenSeva.Contracts.Directory;
using OpenSeva.Directory;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Tests.Directory;

/// <summary>A small directory to try rules on: one state, one district, two taluks, three villages, two panchayats.</summary>
internal static class Given
{
    public static readonly DateOnly Began = new(2026, 1, 1);
    public static readonly Guid Office = Id(1), Post = Id(2), Anita = Id(11), Biju = Id(12), Chitra = Id(13);

    public static Guid Id(int n) => new($"019b0000-0000-7000-8000-{n:d12}");

    public static Entry Unit(string code, string? parent, string hierarchy = "revenue") => new UnitEntry(code, hierarchy, "level", parent, new(code));

    public static Entry Seat(int n, string role, params string[] units) => new PostEntry(Id(n), $"P{n:d3}", new($"Post {n}"), Office, [role], units);

    public static ChargeEntry Charge(int n, Guid staff, ChargeKind kind, DateOnly from, DateOnly? until = null, Guid? post = null) =>
        new(Id(n), post ?? Post, staff, $"Person {staff.ToString()[^2..]}", kind, from, until);

    public static readonly Entry[] Frame =
    [
        Unit("S", null), Unit("D", "S"), Unit("T1", "D"), Unit("T2", "D"), Unit("V1", "T1"), Unit("V2", "T1"), Unit("V3", "T2"),
        Unit("B", "D", "local-body"), Unit("G1", "B", "local-body"), Unit("G2", "B", "local-body"),
        new LinkEntry("V1", "G1"), new LinkEntry("V2", "G1"), new LinkEntry("V2", "G2"), new LinkEntry("V3", "G2"),
        new DepartmentEntry("revenue", new("Revenue")),
        new CalendarEntry("main", new("Main"), "Asia/Kolkata", [new OpenHours(DayOfWeek.Monday, new(10, 0), new(17, 0))], []),
        new OfficeEntry(Office, "OFF", new("Office"), "revenue", "D", "main"),
    ];

    public static Book Book(params Entry[] more) => Empty.Add([.. Frame.Concat(more).Select(entry => Line.State(entry, Began))]);

    public static Book Empty => OpenSeva.Directory.Book.Empty;

    /// <summary>Writes lines as the register does, checks included.</summary>
    public static Book Add(this Book book, params Line[] lines)
    {
        var before = book;
        book = before.With([.. lines.Select((line, i) => Change.From(line, new Ordered(Guid.CreateVersion7(), before.Number + 1 + i, "Order 1", null, DateTimeOffset.UnixEpoch), before))]);
        Consistency.Check(book, lines.Min(line => line.On));
        return book;
    }

    public static DirectoryDay On(this Book book, DateOnly? day = null) => new(book, day ?? Began);
}
