using OpenSeva.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Directory;

/// <summary>Nothing is overwritten: what holds is read from the lines in force.</summary>
public class BookTests
{
    private static readonly DateOnly March = new(2026, 3, 1), June = new(2026, 6, 1);
    private static readonly string Subject = OfficeEntry.Of(Given.Office);

    [Fact]
    public void A_change_holds_from_its_date_whenever_it_was_written()
    {
        var book = Given.Book().Add(Named("June", June)).Add(Named("March", March));

        Assert.Equal("Office", Name(book, March.AddDays(-1)));
        Assert.Equal("March", Name(book, March));
        Assert.Equal("June", Name(book, June));
    }

    [Fact]
    public void An_undo_brings_back_what_held_before_and_can_itself_be_undone()
    {
        var book = Given.Book().Add(Named("March", March));
        var change = book.History(Subject)[^1];

        var undone = book.Add(Line.Undo(change));
        Assert.Equal("Office", Name(undone, June));
        Assert.True(undone.IsUndone(change));
        Assert.Equal(3, undone.History(Subject).Count);

        var again = undone.Add(Line.Undo(undone.History(Subject)[^1]));
        Assert.Equal("March", Name(again, June));
    }

    [Fact]
    public void What_others_stand_on_cannot_be_undone()
    {
        var book = Given.Book(Given.Seat(2, "tahsildar", "T1"));

        Assert.Equal("directory.office-missing", Assert.Throws<Refusal>(() => book.Add(Line.Undo(book.History(Subject)[0]))).Code);
    }

    [Fact]
    public void An_office_closes_on_a_day_and_is_still_known_afterwards()
    {
        var book = Given.Book().Add(Line.Cease(Subject, June));

        Assert.NotNull(book.On(Subject, June.AddDays(-1)));
        Assert.Null(book.On(Subject, June));
        Assert.Equal("OFF", book.On(June).OfficeEver(Given.Office)!.Code);
    }

    [Fact]
    public void Two_offices_cannot_bear_one_code() =>
        Assert.Equal("directory.code-taken", Assert.Throws<Refusal>(() =>
            Given.Book(new OfficeEntry(Given.Id(50), "OFF", new("Other"), "revenue", "D", "main"))).Code);

    [Fact]
    public void A_unit_does_not_lie_inside_itself() =>
        Assert.Equal("directory.unit-circle", Assert.Throws<Refusal>(() => Given.Book().Add(Line.State(Given.Unit("D", "V1"), March))).Code);

    [Fact]
    public void A_later_holiday_stands_in_the_calendar_with_the_moment_it_was_declared()
    {
        var day = Given.Book(new HolidayEntry("main", June, new("Election"), DateTimeOffset.UnixEpoch)).On();

        Assert.Equal((June, "Election", DateTimeOffset.UnixEpoch), day.CalendarOf("main").Holidays.Select(holiday => (holiday.Date, holiday.Reason, holiday.DeclaredAt!.Value)).Single());
    }

    private static Line Named(string name, DateOnly on) =>
        Line.State(new OfficeEntry(Given.Office, "OFF", new(name), "revenue", "D", "main"), on);

    private static string Name(Book book, DateOnly day) => ((OfficeEntry)book.On(Subject, day)!).Name.En;
}
