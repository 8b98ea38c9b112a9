using FsCheck;
using FsCheck.Fluent;
using OpenSeva.Directory;
using OpenSeva.Tests.House;

namespace OpenSeva.Tests.Directory;

/// <summary>(role, unit) → the post of the nearest unit upwards.</summary>
public class RoutingTests
{
    public static readonly string[] Roles =
    [
        "village-officer", "tahsildar", "revenue-divisional-officer", "district-collector", "municipal-licensing-officer", "municipal-secretary",
        "health-inspector", "fire-officer", "pollution-control-officer", "panchayat-secretary", "social-justice-officer",
        "district-social-justice-officer", "local-government-director",
    ];

    [Fact]
    public void Every_unit_of_the_demonstration_routes_for_every_role()
    {
        var day = Demonstration().On();

        Assert.Equal(99, day.Units.Count);
        Assert.Empty(day.Units.Keys.SelectMany(unit => Roles.Where(role => day.Route(role, unit, null) is null).Select(role => $"{role} over {unit}")));
    }

    [Fact]
    public void No_case_leaves_its_state()
    {
        var day = Demonstration().On();

        Assert.All(day.Units.Keys, unit => Assert.All(Roles, role =>
            Assert.Equal(day.Path(unit).Last().Code, day.Path(day.Route(role, unit, null)!.Units[0]).Last().Code)));
    }

    [Theory]
    [InlineData("village-officer", "V627001", "EKM-V1A-VO")]
    [InlineData("village-officer", "V627006", "EKM-V2B-VO")]
    [InlineData("tahsildar", "V627006", "EKM-T2-TAH")]
    [InlineData("panchayat-secretary", "V627004", "EKM-GP1-SEC")]
    [InlineData("municipal-secretary", "W2210211", "EKM-MC-SEC")]
    [InlineData("health-inspector", "W2210211", "EKM-HS-HIC")]
    [InlineData("health-inspector", "L221011", "EKM-HS-HIR")]
    [InlineData("village-officer", "D554", "KL-REV-VO")]
    public void The_nearest_post_answers(string role, string unit, string post) =>
        Assert.Equal(post, Demonstration().On().Route(role, unit, null)!.Code);

    [Fact]
    public void A_village_reaches_its_panchayats_and_a_panchayat_its_villages()
    {
        var day = Given.Book(Given.Seat(20, "secretary", "G2"), Given.Seat(21, "village-officer", "V2"), Given.Seat(22, "village-officer", "V1")).On();

        Assert.Equal("P020", day.Route("secretary", "V2", null)!.Code);
        Assert.Null(day.Route("secretary", "V1", null));
        Assert.Equal("P022", day.Route("village-officer", "G1", null)!.Code);
    }

    [Fact]
    public void Of_two_at_the_same_unit_the_one_somebody_holds_answers_then_the_lower_code()
    {
        var book = Given.Book(Given.Seat(20, "tahsildar", "T1"), Given.Seat(21, "tahsildar", "T1"));
        Assert.Equal("P020", book.On().Route("tahsildar", "V1", null)!.Code);

        book = book.Add(Line.State(Given.Charge(30, Given.Anita, Contracts.Directory.ChargeKind.Regular, Given.Began, post: Given.Id(21)), Given.Began));
        Assert.Equal("P021", book.On().Route("tahsildar", "V1", null)!.Code);
    }

    [Fact]
    public void A_department_admits_only_its_own_posts()
    {
        var day = Given.Book(Given.Seat(20, "tahsildar", "T1")).On();

        Assert.NotNull(day.Route("tahsildar", "V1", "revenue"));
        Assert.Null(day.Route("tahsildar", "V1", "health-services"));
        Assert.Null(day.Route("tahsildar", "nowhere", null));
    }

    [Fact]
    public void Whatever_the_tree_the_nearest_unit_wins()
    {
        // Parent of unit n is one of 0..n-1; every second unit may carry the post.
        var trees = from parents in Gen.Choose(0, 1000).ArrayOf(12)
                    from carries in Gen.Elements(true, false).ArrayOf(13)
                    from asked in Gen.Choose(0, 12)
                    select (parents, carries, asked);
        Check.One(Trial.Sample(100), Prop.ForAll(trees.ToArbitrary(), tree =>
        {
            var up = tree.parents.Select((choice, i) => choice % (i + 1)).Prepend(-1).ToArray();
            var day = Given.Book(
            [
                .. up.Select((parent, n) => Given.Unit($"U{n}", parent < 0 ? null : $"U{parent}")),
                .. tree.carries.Index().Where(pair => pair.Item).Select(pair => Given.Seat(100 + pair.Index, "role", $"U{pair.Index}")),
            ]).On();

            var nearest = tree.asked;
            while (nearest >= 0 && !tree.carries[nearest]) nearest = up[nearest];
            return day.Route("role", $"U{tree.asked}", null)?.Units[0] == (nearest < 0 ? null : $"U{nearest}");
        }));
    }

    internal static Book Demonstration() =>
        Given.Empty.Add([.. DemoFiles.Read(Path.Combine(Tree.Root, "demo")).Select(entry => Line.State(entry, DemoDirectory.Began))]);
}
