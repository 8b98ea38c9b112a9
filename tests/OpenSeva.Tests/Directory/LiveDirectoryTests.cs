using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Directory;
using OpenSeva.Directory;

namespace OpenSeva.Tests.Directory;

/// <summary>The directory in memory against the book in the database, on the engine this run is for.</summary>
public sealed class LiveDirectoryTests(DemoApp app) : IClassFixture<DemoApp>
{
    private static readonly DateOnly Today = new(2026, 11, 16);

    [Fact]
    public async Task The_demonstration_is_kept_and_read_back_whole()
    {
        var seat = await Ask(directory => directory.Route("village-officer", "V627001", "revenue", Today, default));

        Assert.Equal("EKM-V1A-VO", seat!.Code);
        Assert.NotNull(seat.Holder);
        Assert.Equal("Kerala", (await Ask(directory => directory.Units(null, default)))[0].Name.En);
        Assert.Equal(["V627001", "T5601", "D555", "S32"], (await Ask(directory => directory.UnitPath("V627001", default))).Select(unit => unit.Code));
        Assert.Contains("pollution-control", (await Ask(directory => directory.Departments(default))).Select(department => department.Code));
        Assert.Contains(seat.PostId, (await Ask(directory => directory.PostsOf(seat.Holder.StaffId, Today, default))).Select(post => post.PostId));
        Assert.Equal("kerala", (await Ask(directory => directory.Calendar(seat.Office.Id, default))).Code);
    }

    [Fact]
    public async Task The_vacant_village_is_served_in_additional_charge_and_the_away_tahsildar_by_the_link_officer()
    {
        var village = await Ask(directory => directory.Route("village-officer", "V627006", null, Today, default));
        Assert.Equal(ChargeKind.AdditionalCharge, village!.Holder!.Kind);

        var taluk = await Ask(directory => directory.Route("tahsildar", "V627001", null, new(2026, 12, 22), default));
        Assert.Equal(ChargeKind.LinkOfficer, taluk!.Holder!.Kind);
    }

    [Theory]
    [InlineData(null, false, "")]
    [InlineData("D555", false, "S32", "D555", "")]
    [InlineData("V627001", true, "S32", "D555", "T5601", "V627001")]
    [InlineData("D554", true, "S32", "D554")]
    [InlineData("S03", false, "S03", "D555", "T5601")]
    [InlineData(null, false, "nowhere")]
    public async Task A_choice_under_another_parent_counts_for_nothing(string? code, bool whole, params string[] posted) =>
        Assert.Equal(new ChosenUnit(code, whole), await Ask(directory => directory.Chosen(posted, [], default)));

    [Theory]
    [InlineData("L221011", true, "panchayat", "S32", "D555", "L221001", "L221011")]
    [InlineData("L221001", false, "panchayat", "S32", "D555", "L221001")]
    [InlineData("D555", true, "district", "S32", "D555")]
    [InlineData("V627001", true, "panchayat", "S32", "D555", "T5601", "V627001")]
    public async Task A_place_is_whole_at_the_level_asked_for_and_where_nothing_leads_there(string code, bool whole, string level, params string[] posted) =>
        Assert.Equal(new ChosenUnit(code, whole), await Ask(directory => directory.Chosen(posted, [level], default)));

    [Fact]
    public async Task A_change_is_seen_at_once_here_and_soon_on_another_node()
    {
        using var other = new LiveDirectory(app.Services.GetRequiredService<IServiceScopeFactory>(), app.Clock);
        await other.Today(default);

        await Write("Order 12", _ => [Line.State(new DepartmentEntry("archives", new("Archives")), Today)]);

        Assert.Contains(await Ask(directory => directory.Departments(default)), department => department.Code == "archives");
        // The look is due at the latest a second after the one before.
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        Assert.Contains("archives", (await other.Today(default)).Departments.Keys);
    }

    [Fact]
    public async Task A_refused_change_leaves_no_line_and_no_hole_in_the_numbers()
    {
        var before = (await Live()).Book.Number;
        await Assert.ThrowsAsync<OpenSeva.Kernel.Refusal>(() => Write("Order 13", _ => [Line.State(new HolidayEntry("no-such-calendar", Today, new("Nothing"), null), Today)]));

        var change = await Write("Order 14", _ => [Line.State(new DepartmentEntry("museums", new("Museums")), Today)]);

        Assert.Equal(before + 1, change.Number);
    }

    [Fact]
    public async Task Every_line_is_in_the_journal()
    {
        await app.Settle();
        var report = await app.VerifyJournal();

        Assert.Null(report.Fault);
        Assert.True(report.Rows >= (await Live()).Book.Number);
    }

    private async Task<DirectoryDay> Live() => await app.Services.GetRequiredService<LiveDirectory>().Today(default);

    private Task<T> Ask<T>(Func<IDirectory, Task<T>> question) => app.Read(services => question(services.GetRequiredService<IDirectory>()));

    private Task<Recorded> Write(string reason, Func<Book, IEnumerable<Line>> order) =>
        app.Read(services => services.GetRequiredService<Register>().Write(reason, order, default));
}
