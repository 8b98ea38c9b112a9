using OpenSeva.Cases.Submission;
using OpenSeva.Definitions;

namespace OpenSeva.Tests.Cases;

/// <summary>What an application is called.</summary>
public class NumberTests
{
    private static readonly Numbering Financial = new("INC", true);
    private static readonly Numbering Calendar = new("OAP", false);

    [Theory]
    [InlineData(2026, 3, 31, "2526")]
    [InlineData(2026, 4, 1, "2627")]
    [InlineData(2027, 3, 31, "2627")]
    [InlineData(2099, 12, 31, "9900")]
    public void A_financial_year_begins_in_April(int year, int month, int day, string expected) =>
        Assert.Equal($"INC/KAN/{expected}", CaseNumber.Series(Financial, "KAN", new DateOnly(year, month, day)));

    [Fact]
    public void A_calendar_year_begins_in_January()
    {
        Assert.Equal("OAP/KAN/2026", CaseNumber.Series(Calendar, "KAN", new DateOnly(2026, 12, 31)));
        Assert.Equal("OAP/KAN/2027", CaseNumber.Series(Calendar, "KAN", new DateOnly(2027, 1, 1)));
    }

    [Fact]
    public void A_number_is_read_back_however_it_is_typed()
    {
        var number = CaseNumber.Print(Financial, "EKM-KAN", new DateOnly(2026, 11, 16), 123);

        Assert.StartsWith("INC-EKM-KAN-2627-000123-", number, StringComparison.Ordinal);
        Assert.Equal(number, CaseNumber.Read(number.ToLowerInvariant()));
        Assert.Equal(number, CaseNumber.Read($"  {number.Replace('-', ' ')} "));
    }

    [Fact]
    public void A_slip_of_one_character_is_noticed()
    {
        var number = CaseNumber.Print(Financial, "KAN", new DateOnly(2026, 11, 16), 123);
        for (var place = 0; place < number.Length; place++)
        {
            if (number[place] is '-') continue;

            var slip = number[..place] + (number[place] is '7' ? '8' : '7') + number[(place + 1)..];
            Assert.Null(CaseNumber.Read(slip));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("INC")]
    [InlineData("'; drop table case_file; --")]
    public void What_is_no_number_is_not_read(string? typed) => Assert.Null(CaseNumber.Read(typed));
}
