using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Directory;
using OpenSeva.Directory;
using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Tests.Clock;

/// <summary>
/// The program with two offices on one calendar: Monday to Saturday 10:15 to 17:15. In the first sit two clerks and a
/// tahsildar, in the second a clerk. The program's day is Monday, 16 November 2026, 10:00 in the morning.
/// </summary>
public class OfficeApp : SevaApp
{
    public Guid Taluk { get; } = Guid.CreateVersion7();
    public Guid Village { get; } = Guid.CreateVersion7();
    public Guid Clerk { get; } = Guid.CreateVersion7();
    public Guid SecondClerk { get; } = Guid.CreateVersion7();
    public Guid Tahsildar { get; } = Guid.CreateVersion7();
    public Guid VillageClerk { get; } = Guid.CreateVersion7();

    public static Actor At(Guid post) => new(ActorKind.Staff, Guid.CreateVersion7(), post, "revenue", []);

    /// <summary>A wall-clock time in Kolkata.</summary>
    public static DateTimeOffset Kolkata(int month, int day, int hour, int minute = 0) => new(2026, month, day, hour, minute, 0, TimeSpan.FromMinutes(330));

    public Task Declare(DateOnly date, string name) =>
        Order(new HolidayEntry("trial", date, new LocalText(name), Clock.GetUtcNow()));

    protected override async Task Prepare()
    {
        await Order(
            new UnitEntry("KL", "revenue", "state", null, new LocalText("Kerala")),
            new DepartmentEntry("revenue", new LocalText("Revenue")),
            new CalendarEntry("trial", new LocalText("Trial"), "Asia/Kolkata",
                [.. Enumerable.Range(1, 6).Select(day => new OpenHours((DayOfWeek)day, new TimeOnly(10, 15), new TimeOnly(17, 15)))], []),
            new OfficeEntry(Taluk, "TLK", new LocalText("Taluk office"), "revenue", "KL", "trial"),
            new OfficeEntry(Village, "VLG", new LocalText("Village office"), "revenue", "KL", "trial"),
            new PostEntry(Clerk, "TLK-1", new LocalText("Clerk A"), Taluk, ["clerk"], ["KL"]),
            new PostEntry(SecondClerk, "TLK-2", new LocalText("Clerk B"), Taluk, ["clerk"], ["KL"]),
            new PostEntry(Tahsildar, "TLK-3", new LocalText("Tahsildar"), Taluk, ["tahsildar"], ["KL"]),
            new PostEntry(VillageClerk, "VLG-1", new LocalText("Village clerk"), Village, ["clerk"], ["KL"]));
    }

    private async Task Order(params Entry[] entries)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.System;
        await scope.ServiceProvider.GetRequiredService<Register>()
            .Write("For the trial", _ => entries.Select(entry => Line.State(entry, new DateOnly(2026, 1, 1))), default);
    }
}
