using OpenSeva.Contracts.Directory;
using OpenSeva.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Directory;

/// <summary>Who acts from a post on a day.</summary>
public class ChargeTests
{
    private static readonly DateOnly March = new(2026, 3, 1), June = new(2026, 6, 1);

    [Fact]
    public void A_person_holds_a_post_from_the_first_day_to_the_last()
    {
        var book = Seat(Given.Charge(30, Given.Anita, ChargeKind.Regular, March, June));

        Assert.Null(Holder(book, March.AddDays(-1)));
        Assert.Equal(Given.Anita, Holder(book, March)!.StaffId);
        Assert.Equal(Given.Anita, Holder(book, June)!.StaffId);
        Assert.Null(Holder(book, June.AddDays(1)));
        Assert.Single(book.On(March).PostsHeldBy(Given.Anita));
        Assert.Empty(book.On(June.AddDays(1)).PostsHeldBy(Given.Anita));
    }

    [Fact]
    public void A_link_officer_acts_only_while_the_holder_is_away()
    {
        var book = Seat(
            Given.Charge(30, Given.Anita, ChargeKind.Regular, March),
            Given.Charge(31, Given.Biju, ChargeKind.LinkOfficer, March),
            new AbsenceEntry(Given.Id(40), Given.Anita, June, June.AddDays(4)));

        Assert.Equal(Given.Anita, Holder(book, June.AddDays(-1))!.StaffId);
        Assert.Equal((Given.Biju, ChargeKind.LinkOfficer), (Holder(book, June)!.StaffId, Holder(book, June)!.Kind));
        Assert.Empty(book.On(June).PostsHeldBy(Given.Anita));
        Assert.Equal(Given.Anita, Holder(book, June.AddDays(5))!.StaffId);
    }

    [Fact]
    public void A_link_officer_does_not_fill_a_vacancy()
    {
        var book = Seat(Given.Charge(31, Given.Biju, ChargeKind.LinkOfficer, March));

        Assert.Null(Holder(book, June));
    }

    [Fact]
    public void Additional_charge_fills_a_vacancy_and_yields_to_the_regular_holder()
    {
        var book = Seat(Given.Charge(31, Given.Biju, ChargeKind.AdditionalCharge, March), Given.Charge(30, Given.Anita, ChargeKind.Regular, June));

        Assert.Equal((Given.Biju, ChargeKind.AdditionalCharge), (Holder(book, March)!.StaffId, Holder(book, March)!.Kind));
        Assert.Equal(Given.Anita, Holder(book, June)!.StaffId);
    }

    [Fact]
    public void Two_people_cannot_hold_one_post_in_the_same_way_at_once() =>
        Assert.Equal("directory.post-taken", Refused(() => Seat(
            Given.Charge(30, Given.Anita, ChargeKind.Regular, March, June), Given.Charge(31, Given.Biju, ChargeKind.Regular, June))));

    [Fact]
    public void One_person_cannot_hold_two_posts_regularly_at_once() =>
        Assert.Equal("directory.person-seated", Refused(() => Seat(
            Given.Seat(3, "clerk", "D"),
            Given.Charge(30, Given.Anita, ChargeKind.Regular, March), Given.Charge(31, Given.Anita, ChargeKind.Regular, June, post: Given.Id(3)))));

    [Fact]
    public void Nobody_is_seated_on_dates_that_run_backwards() =>
        Assert.Equal("directory.dates-reversed", Refused(() => Seat(Given.Charge(30, Given.Anita, ChargeKind.Regular, June, March))));

    [Fact]
    public void A_held_post_is_not_abolished()
    {
        var book = Seat(Given.Charge(30, Given.Anita, ChargeKind.Regular, March, June));

        Assert.Equal("directory.post-still-held", Refused(() => book.Add(Line.Cease(PostEntry.Of(Given.Post), June))));
        Assert.Null(Holder(book.Add(Line.Cease(PostEntry.Of(Given.Post), June.AddDays(1))), June.AddDays(1)));
    }

    private static Book Seat(params Entry[] more) => Given.Book([Given.Seat(2, "tahsildar", "T1"), .. more]);

    private static HolderCard? Holder(Book book, DateOnly day) =>
        book.On(day) is var on && on.Posts.TryGetValue(Given.Post, out var post) ? on.Seat(post).Holder : null;

    private static string Refused(Action act) => Assert.Throws<Refusal>(act).Code;
}
