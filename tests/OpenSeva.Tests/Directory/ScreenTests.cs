using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Directory;
using OpenSeva.Directory;
using OpenSeva.Tests.Payments;

namespace OpenSeva.Tests.Directory;

/// <summary>The administrator's screens, as a browser without script uses them.</summary>
public sealed class ScreenTests(OfficeApp app) : IClassFixture<OfficeApp>
{
    private static readonly DateOnly Today = new(2026, 11, 16);

    [Theory]
    [InlineData("/admin/directory")]
    [InlineData("/admin/directory/departments")]
    [InlineData("/admin/directory/departments/revenue")]
    [InlineData("/admin/directory/offices?department=revenue&q=Aluva")]
    [InlineData("/admin/directory/offices/new")]
    [InlineData("/admin/directory/areas")]
    [InlineData("/admin/directory/areas?under=V627005")]
    [InlineData("/admin/directory/areas/new?under=D555")]
    [InlineData("/admin/directory/areas/V627005/edit")]
    [InlineData("/admin/directory/areas/V627005/close")]
    [InlineData("/admin/directory/calendars")]
    [InlineData("/admin/directory/calendars/new")]
    [InlineData("/admin/directory/calendars/kerala/hours")]
    [InlineData("/admin/directory/changes?before=100")]
    [InlineData("/admin/directory/proposals")]
    public async Task Every_screen_opens_in_every_language(string path)
    {
        foreach (var language in new[] { "en", "hi", "gu", "ml", "pa" })
        {
            var browser = Administrator();
            await browser.Open(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language);
            Assert.Single(browser.Document.QuerySelectorAll("h1"));
            Assert.DoesNotContain("directory.", browser.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("officer", HttpStatusCode.Forbidden)]
    public async Task Nobody_but_an_administrator_comes_in(string? who, HttpStatusCode expected)
    {
        var actor = who is null ? null : app.Administrator with { Grants = [] };
        var answer = await app.Client(actor).GetAsync(new Uri("/admin/directory", UriKind.Relative));

        Assert.True(answer.StatusCode == expected || answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Found, answer.StatusCode.ToString());
    }

    [Fact]
    public async Task An_office_is_renamed_from_a_day_on_and_the_change_is_undone()
    {
        var office = await Office("ASR-FR");
        var browser = Administrator();
        await browser.Open($"/admin/directory/offices/{office.Id}/edit");
        await browser.Submit("office",
            ("Form.Code", "ASR-FR"), ("Form.En", "Fire Office of Amritsar"), ("Form.Department", "fire-rescue"), ("Form.Unit", "D027"), ("Form.Calendar", "punjab"), ("Form.Reason", "G.O. 17"));
        Assert.Equal("Fire Office of Amritsar", browser.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("G.O. 17", browser.Text, StringComparison.Ordinal);

        await browser.Open(browser.Document.QuerySelector("ol.timeline a[href$=undo]")!.GetAttribute("href")!);
        await browser.Submit("undo", ("Form.Reason", "Mistyped"));

        await browser.Open($"/admin/directory/offices/{office.Id}");
        Assert.Equal("District Fire Office, Amritsar", browser.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("Mistyped", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_form_says_so_beside_the_field_and_keeps_what_was_typed()
    {
        var browser = Administrator();
        await browser.Open("/admin/directory/departments/new");
        await browser.Submit("department", ("Form.Code", "Not A Code"), ("Form.En", "Archives"), ("Form.From.Day", "31"), ("Form.From.Month", "2"), ("Form.From.Year", "2027"));

        Assert.NotNull(browser.Document.QuerySelector(".notice.bad a[href='#Form-Code']"));
        Assert.NotNull(browser.Document.QuerySelector("#Form-Reason-error"));
        Assert.NotNull(browser.Document.QuerySelector("#Form-From-error"));
        Assert.Equal("Archives", browser.Document.QuerySelector("#Form-En")!.GetAttribute("value"));
        Assert.Equal("31", browser.Document.QuerySelector("#Form-From")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_not_overwritten()
    {
        var browser = Administrator();
        await browser.Open("/admin/directory/departments/health-services");
        var other = Administrator();
        await other.Open("/admin/directory/departments/health-services");
        await other.Submit("department", ("Form.En", "Health"), ("Form.Reason", "First"));

        await browser.Submit("department", ("Form.En", "Hospitals"), ("Form.Reason", "Second"));

        Assert.Contains("Someone changed this", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_is_created_given_to_somebody_and_left_again()
    {
        var office = await Office("TVM-COL");
        var person = app.Staff.All[1];
        var browser = Administrator();
        await browser.Open($"/admin/directory/offices/{office.Id}/posts/new");
        await browser.Submit("post", ("Form.Code", "TVM-COL-ARC"), ("Form.En", "Record Keeper"), ("Form.Roles", "record-keeper"), ("Form.Units", "D565"), ("Form.Reason", "G.O. 18"));
        var post = browser.Path.Split('?')[0];
        Assert.Contains("vacant", browser.Text, StringComparison.Ordinal);

        await browser.Open("/admin/directory");
        Assert.Contains("record-keeper", browser.Document.QuerySelector(".notice.bad")!.TextContent, StringComparison.Ordinal);

        await browser.Open($"{post}/seat");
        await browser.Submit("seat", ("Form.Staff", person.Id.ToString()), ("Form.As", "Regular"), ("Form.Reason", "G.O. 19"));
        Assert.Contains(person.Name, browser.Document.QuerySelector("table")!.TextContent, StringComparison.Ordinal);

        await browser.Open(browser.Document.QuerySelector("a[href$=absence]")!.GetAttribute("href")!);
        await browser.Submit("absence",
            ("Form.From.Day", "16"), ("Form.From.Month", "11"), ("Form.From.Year", "2026"), ("Form.Until.Day", "16"), ("Form.Until.Month", "11"), ("Form.Until.Year", "2026"), ("Form.Reason", "Leave"));
        Assert.Contains("away today", browser.Text, StringComparison.Ordinal);

        await browser.Open($"{post}/close");
        await browser.Submit("close", ("Form.Reason", "G.O. 20"));
        Assert.Contains("still holds a post", browser.Document.QuerySelector(".notice.bad")!.TextContent, StringComparison.Ordinal);

        await browser.Open(post);
        await browser.Open(browser.Document.QuerySelector("a[href$=relief]")!.GetAttribute("href")!);
        await browser.Submit("relief", ("Form.Until.Day", "17"), ("Form.Until.Month", "11"), ("Form.Until.Year", "2026"), ("Form.Reason", "Transfer"));
        Assert.Contains("16 November 2026 to 17 November 2026", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_with_a_regular_post_cannot_get_another()
    {
        var vacant = (await Ask(directory => directory.Route("village-officer", "V627006", null, Today, default)))!;
        var seated = (await Ask(directory => directory.Route("tahsildar", "V627006", null, Today, default)))!;
        var browser = Administrator();
        await browser.Open($"/admin/directory/posts/{vacant.PostId}/seat");
        await browser.Submit("seat", ("Form.Staff", seated.Holder!.StaffId.ToString()), ("Form.As", "Regular"), ("Form.Reason", "G.O. 21"));

        Assert.Contains("already holds a post", browser.Document.QuerySelector(".notice.bad")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_holiday_is_declared_once_and_taken_back()
    {
        var browser = Administrator();
        (string, string)[] answers = [("Form.Date.Day", "10"), ("Form.Date.Month", "12"), ("Form.Date.Year", "2026"), ("Form.En", "By-election"), ("Form.Reason", "Notification 5")];
        await browser.Open("/admin/directory/calendars/kerala");
        await browser.Submit("holiday", answers);
        Assert.Contains("By-election", browser.Document.QuerySelector("table")!.TextContent, StringComparison.Ordinal);

        await browser.Open("/admin/directory/calendars/kerala");
        await browser.Submit("holiday", answers);
        Assert.Contains("is a holiday already", browser.Document.QuerySelector(".notice.bad")!.TextContent, StringComparison.Ordinal);

        await browser.Open("/admin/directory/calendars/kerala?year=2026");
        await browser.Open(browser.Document.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("By-election", StringComparison.Ordinal)).QuerySelector("a")!.GetAttribute("href")!);
        await browser.Submit("undo", ("Form.Reason", "Postponed"));
        await browser.Open("/admin/directory/calendars/kerala?year=2026");
        Assert.DoesNotContain("By-election", browser.Document.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Working_hours_are_typed_line_by_line_and_a_wrong_line_is_named()
    {
        var browser = Administrator();
        await browser.Open("/admin/directory/calendars/punjab/hours");
        await browser.Submit("hours", ("Form.En", "Punjab"), ("Form.Week", "monday 09:00-17:00\nmoonday 9-5"), ("Form.Closed", ""), ("Form.Reason", "Order"));
        Assert.Contains("moonday 9-5", browser.Document.QuerySelector(".notice.bad")!.TextContent, StringComparison.Ordinal);

        await browser.Submit("hours", ("Form.En", "Punjab"), ("Form.Week", "monday 09:00-17:00\nmonday 08:00-14:00 2027-05-01..2027-07-31"), ("Form.Closed", ""), ("Form.Reason", "Order"));
        Assert.Contains("overlap", browser.Document.QuerySelector(".notice.bad")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_area_is_entered_shares_ground_is_renamed_and_the_change_is_undone()
    {
        var browser = Administrator();
        await browser.Open("/admin/directory/areas/new?under=L221001");
        await browser.Submit("unit",
            ("Form.Code", "L221019"), ("Form.En", "New Panchayat"), ("Form.Hierarchy", "local-body"), ("Form.Level", "panchayat"), ("Form.Parent", "L221001"),
            ("Form.Shares", "V627001, V627002"), ("Form.Reason", "G.O. 30"));
        Assert.Equal("New Panchayat", browser.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("G.O. 30", browser.Text, StringComparison.Ordinal);
        var day = await app.Services.GetRequiredService<LiveDirectory>().Today(default);
        Assert.Equal(["V627001", "V627002"], day.LinkedTo("L221019").Select(unit => unit.Code));

        await browser.Open("/admin/directory/areas/new");
        await browser.Submit("unit", ("Form.Code", "L221019"), ("Form.En", "Twice"), ("Form.Hierarchy", "local-body"), ("Form.Level", "panchayat"), ("Form.Parent", "L221001"), ("Form.Reason", "G.O. 31"));
        Assert.Contains("in use already", browser.Document.QuerySelector(".notice.bad")!.TextContent, StringComparison.Ordinal);

        await browser.Open("/admin/directory/areas/L221019/edit");
        await browser.Submit("unit", ("Form.En", "Renamed Panchayat"), ("Form.Hierarchy", "local-body"), ("Form.Level", "panchayat"), ("Form.Parent", "L221001"), ("Form.Shares", "V627002"), ("Form.Reason", "G.O. 32"));
        Assert.Equal("Renamed Panchayat", browser.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal(["V627002"], (await app.Services.GetRequiredService<LiveDirectory>().Today(default)).LinkedTo("L221019").Select(unit => unit.Code));

        var renaming = browser.Document.QuerySelectorAll("ol.timeline > li").First(line => line.TextContent.Contains("Area: Renamed", StringComparison.Ordinal));
        await browser.Open(renaming.QuerySelector("a[href$=undo]")!.GetAttribute("href")!);
        await browser.Submit("undo", ("Form.Reason", "Mistyped"));
        await browser.Open("/admin/directory/areas?under=L221019");
        Assert.Equal("New Panchayat", browser.Document.QuerySelector("h1")!.TextContent);

        await browser.Open("/admin/directory/areas/L221019/close");
        await browser.Submit("close", ("Form.Reason", "G.O. 33"));
        Assert.False((await app.Services.GetRequiredService<LiveDirectory>().Today(default)).Units.ContainsKey("L221019"));
    }

    [Theory]
    [InlineData("D555", "", "would lie inside itself", "D555")]
    [InlineData("X999", "", "does not exist", "nowhere")]
    [InlineData("X999", "T5601", "same administration", "D555")]
    public async Task An_area_that_would_hang_in_the_air_is_refused(string code, string shares, string told, string parent)
    {
        var browser = Administrator();
        await browser.Open(code is "X999" ? "/admin/directory/areas/new" : $"/admin/directory/areas/{code}/edit");
        await browser.Submit("unit", ("Form.Code", code), ("Form.En", "Somewhere"), ("Form.Hierarchy", "revenue"), ("Form.Level", "village"), ("Form.Parent", parent), ("Form.Shares", shares), ("Form.Reason", "Order"));

        Assert.Contains(told, browser.Document.QuerySelector(".notice.bad")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_district_with_areas_in_it_cannot_be_abolished()
    {
        var browser = Administrator();
        await browser.Open("/admin/directory/areas/D555/close");
        await browser.Submit("close", ("Form.Reason", "Order"));

        Assert.Contains("does not exist on that day", browser.Document.QuerySelector(".notice.bad")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_calendar_is_set_up_followed_and_undone()
    {
        var browser = Administrator();
        await browser.Open("/admin/directory/calendars/new");
        await browser.Submit("hours", ("Form.Code", "kerala"), ("Form.En", "Again"), ("Form.Week", "monday 09:00-17:00"), ("Form.Reason", "Order"));
        Assert.Contains("in use already", browser.Document.QuerySelector(".notice.bad")!.TextContent, StringComparison.Ordinal);

        await browser.Open("/admin/directory/calendars/new");
        await browser.Submit("hours", ("Form.Code", "hospitals"), ("Form.En", "Hospitals"), ("Form.Ml", "ആശുപത്രികൾ"), ("Form.Week", "monday 08:00-14:00"), ("Form.Closed", "2 saturday"), ("Form.Reason", "G.O. 40"));
        Assert.Equal("Hospitals", browser.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("G.O. 40", browser.Text, StringComparison.Ordinal);

        await browser.Open(browser.Document.QuerySelector("ol.timeline a[href$=undo]")!.GetAttribute("href")!);
        await browser.Submit("undo", ("Form.Reason", "Not needed"));
        Assert.DoesNotContain("hospitals", (await app.Services.GetRequiredService<LiveDirectory>().Today(default)).Calendars.Keys);
    }

    private Browser Administrator() => new(app.Client(app.Administrator));

    private async Task<OfficeEntry> Office(string code) =>
        (await app.Services.GetRequiredService<LiveDirectory>().Today(default)).Offices.Values.Single(office => office.Code == code);

    private Task<T> Ask<T>(Func<IDirectory, Task<T>> question) => app.Read(services => question(services.GetRequiredService<IDirectory>()));
}
