using OpenSeva.Contracts.Directory;
using OpenSeva.Directory;

namespace OpenSeva.Tests.Directory;

/// <summary>What an application would fall through is named.</summary>
public class GapTests
{
    [Fact]
    public void The_demonstration_has_no_gap_for_the_roles_it_promises() =>
        Assert.True(Gaps.Of(RoutingTests.Demonstration().On(new DateOnly(2026, 11, 16)), RoutingTests.Roles.ToHashSet()).None);

    [Fact]
    public void A_role_without_post_a_vacant_post_and_an_area_without_a_way_are_named()
    {
        var book = Given.Book(Given.Seat(20, "tahsildar", "T1"), Given.Seat(21, "clerk", "S"));
        var gaps = Gaps.Of(book.On(), new HashSet<string> { "tahsildar", "director" });

        Assert.Equal(["director"], gaps.RolesOnNoPost);
        Assert.Equal(["clerk", "tahsildar"], gaps.RolesNobodyHolds);
        Assert.Equal(["P020", "P021"], gaps.VacantPosts.Select(post => post.Code));
        // G2 and V3 lie under taluk T2 alone or share ground with it; G2 also with V2 of T1.
        Assert.Equal([("tahsildar", "V3")], gaps.Unrouted.Select(gap => (gap.Role, gap.Unit.Code)));
    }

    [Fact]
    public void A_held_post_leaves_no_gap()
    {
        var book = Given.Book(Given.Seat(20, "tahsildar", "D")).Add(Line.State(Given.Charge(30, Given.Anita, ChargeKind.Regular, Given.Began, post: Given.Id(20)), Given.Began));

        Assert.True(Gaps.Of(book.On(), new HashSet<string>()).None);
    }
}
