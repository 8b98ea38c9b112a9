using FsCheck;
using FsCheck.Fluent;
using OpenSeva.Kernel;
using OpenSeva.Ui;

namespace OpenSeva.Tests.Ui;

public sealed class TypedTests
{
    [Theory]
    [InlineData("1,20,000", 12000000)]
    [InlineData("₹ 1500.5", 150050)]
    [InlineData("१२००", 120000)]
    [InlineData("൧൨൦൦.൭൫", 120075)]
    [InlineData("0", 0)]
    public void An_amount_is_read_as_people_write_it(string typed, long paise) => Assert.Equal(new Money(paise), Typed.Money(typed));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("12x")]
    [InlineData("1.005")]
    [InlineData("1e5")]
    [InlineData("99999999999999999999")]
    public void What_is_no_amount_is_none(string? typed) => Assert.Null(Typed.Money(typed));

    [Fact]
    public void An_amount_shown_in_a_field_is_read_back_the_same() =>
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue).Select(paise => new Money(paise)).ToArbitrary(),
            amount => Typed.Money(Typed.Text(amount)) == amount).Check(Trial.Sample(200));

    [Theory]
    [InlineData("29", "2", "2024", true)]
    [InlineData("29", "2", "2023", false)]
    [InlineData("31", "2", "1990", false)]
    [InlineData("੩੧", "੧੨", "੧੯੯੦", true)]
    [InlineData("0", "1", "1990", false)]
    [InlineData("1", "13", "1990", false)]
    [InlineData("1", "1", "90", false)]
    public void A_date_is_a_day_of_the_calendar(string day, string month, string year, bool exists)
    {
        var date = new DateParts { Day = day, Month = month, Year = year };

        Assert.Equal(exists, date.Value is not null);
        Assert.Equal(exists ? null : "ui.error.date.none", date.Problem);
    }

    [Fact]
    public void A_date_with_a_part_missing_says_so_and_an_empty_one_says_nothing()
    {
        Assert.Equal("ui.error.date.part", new DateParts { Day = "3", Year = "1990" }.Problem);
        Assert.Null(new DateParts().Problem);
    }
}
